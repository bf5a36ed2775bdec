"""A practice as JSON-LD: a LearningResource of schema.org."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from core.models import Term
from core.web.machines.addresses import whole
from core.web.machines.terms import term_data, term_path
from library.judging.durations import iso_duration
from library.judging.school_stages import ages_of
from library.models import Practice, PracticeFile
from library.showing.listed import practice_path
from library.showing.practice_body import ShownPractice, shown
from twinning.showing.institution_names import shown_name

# What would end the script element or the line, as Django's json_script does it.
ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
Data = dict[str, Any]


def linked_data(told: ShownPractice, alternates: Mapping[str, str]) -> SafeString:
    """A script element of type application/ld+json: a block of data, which no browser runs.

    It says the same below whatever language the page is read: one @id has one answer.
    """
    language = told.practice.language
    with override(language):
        own = told if get_language() == told.language else shown(told.practice)
        text = json.dumps(_resource(own, alternates), ensure_ascii=False, separators=(",", ":"))
    return SafeString(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')


def _resource(told: ShownPractice, alternates: Mapping[str, str]) -> Data:
    practice = told.practice
    address = whole(practice_path(practice))
    said: Data = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": address,
        "url": address,
        "identifier": practice.short_code,
        "name": practice.title,
        "abstract": practice.summary,
        "inLanguage": practice.language,
        "license": told.licence_url,
        "creator": _creators(told),
        "about": [term_data(term) for term in _sorted(practice.subjects.all())],
        "learningResourceType": term_data(practice.kind) if practice.kind else "",
        "educationalLevel": [str(row.grade) for row in practice.grades.all()],
        "typicalAgeRange": _ages([row.grade for row in practice.grades.all()]),
        "audience": [_audience(term) for term in _sorted(practice.audience.all())],
        "timeRequired": iso_duration(practice.time_needed),
        "version": practice.edition,
        "datePublished": _day(practice.first_published_at),
        "dateModified": _day(practice.last_published_at),
        "isBasedOn": _based_on(practice),
        "workTranslation": [_id(path) for language, path in alternates.items() if language != practice.language],
        "isPartOf": {"@type": "Collection", "name": "Köpürö", "url": f"{settings.SITE_URL}/"},
        "encoding": [_file(file, practice) for file in (*told.pictures, *told.documents)],
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _creators(told: ShownPractice) -> list[Data]:
    """Names only as the authors gave them."""
    people = [
        {
            "@type": "Person",
            "name": author.name,
            **({"affiliation": {"@type": "Organization", "name": author.school.text}} if author.school else {}),
        }
        for author in told.authors
        if author.name
    ]
    school = told.practice.institution
    if people or school is None:
        return people
    return [{"@type": "Organization", "name": shown_name(school).text}]


def _audience(term: Term) -> Data:
    return {"@type": "EducationalAudience", "educationalRole": term.label, "sameAs": whole(term_path(term))}


def _file(file: PracticeFile, practice: Practice) -> Data:
    return {
        "@type": "ImageObject" if file.is_picture else "MediaObject",
        "name": file.caption or file.alt or file.stored.name,
        "contentUrl": f"{settings.SITE_URL}/{practice.language}/practices/{practice.code}/files/{file.code}/",
        "encodingFormat": file.stored.mime,
        "contentSize": str(file.stored.bytes),
        "sha256": file.stored.sha256,
    }


def _based_on(practice: Practice) -> Data | None:
    source = practice.based_on
    return _id(practice_path(source)) if source is not None and source.live else None


def _id(path: str) -> Data:
    return {"@type": "LearningResource", "@id": whole(path)}


def _ages(grades: list[int]) -> str:
    ages = ages_of(grades)
    return f"{ages[0]}-{ages[1]}" if ages else ""


def _day(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""


def _sorted(terms: Any) -> list[Term]:
    return sorted(terms, key=lambda term: (term.order, term.pk))
