"""Rows of practices in lists: the context of templates/library/practice_row.html."""

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.language.formats import country_name, format_list, format_number, language_name
from core.locales import language_of
from library.models import Evidence, Practice, PracticeFile
from library.queries.catalogue import Catalogue
from library.queries.practice_list import practices_of, wanted_languages
from twinning.showing.institution_names import shown_name

STEPS: Final = range(1, 6)
Row = dict[str, Any]


def rows_of(keys: Collection[UUID], whole: Catalogue, languages: Sequence[str] | None = None) -> list[Row]:
    """Four queries, however many."""
    found = practices_of(keys, languages or wanted_languages(language_of()))
    return [_row(practice, others, whole) for practice, others in found]


def _row(practice: Practice, others: list[str], whole: Catalogue) -> Row:
    here, key = language_of(), practice.translation_key
    school = practice.institution
    pictures: list[PracticeFile] = practice.pictures
    return {
        "url": reverse("library:practice", args=[practice.code]),
        "practice": practice,
        "title": practice.title,
        "summary": practice.summary,
        "lang": practice.language if practice.language != here else "",
        "kind": capfirst(practice.kind.label) if practice.kind else "",
        "school": shown_name(school) if school else None,
        "country": country_name(school.country) if school else "",
        "language": language_name(practice.language, capital=True),
        "also": format_list(language_name(code) for code in others),
        "bars": bars(whole.levels.get(key, practice.evidence or 1)),
        "tried": _tried(whole.schools.get(key, 0)),
        "picture": pictures[0] if pictures else None,
    }


def bars(level: int) -> Row:
    """For components/evidence_bars.html."""
    return {"steps": [step <= level for step in STEPS], "level": level, "label": Evidence(level).label}


def _tried(schools: int) -> str:
    return _("Other schools that tried it: %(n)s") % {"n": format_number(schools)} if schools else ""
