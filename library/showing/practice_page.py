"""The public page of a practice around its text: languages, editions, rows of adoptions, citation."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.formats import country_name, format_date, format_list, format_number, language_name
from core.language.own_names import own_name, own_names
from library.judging.school_stages import stages_of
from library.models import Adoption, Practice
from library.queries.editions import published_rounds, siblings
from library.showing.listed import practice_path_of
from library.showing.practice_body import ShownPractice, first_up, shown
from library.showing.preflight_findings import PART_NAMES
from library.showing.school_stages import STAGE_NAMES
from twinning.showing.institution_names import shown_name


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same practice in another language. `url` is empty where this reader may not open it."""

    language: str
    name: str
    state: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Edition:
    number: int
    day: datetime | None
    changed: str
    url: str


def shown_whole(text: Practice) -> ShownPractice:
    """As everywhere, with the facts that only a published practice has: stages of its country, its edition."""
    told = shown(text)
    country = text.institution.country if text.institution else ""
    stages = stages_of(country, told.grades, timezone.localdate())
    facts = [
        *told.facts,
        (_("Stage"), format_list(str(STAGE_NAMES[stage]) for stage in stages)),
        (_("Country"), country_name(country) if country else ""),
    ]
    return replace(told, facts=[(label, first_up(words)) for label, words in facts if words])


def short_url(practice: Practice) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('library_short:short', args=[practice.short_code])}"


def siblings_of(practice: Practice, *, near: bool) -> list[Sibling]:
    """Published ones for everybody; for those near it also those in the making, and languages without one."""
    found = {row.language: row for row in siblings(practice) if row.live or near}
    site = [code for code, _name in settings.LANGUAGES]
    return [
        _sibling(code, found.get(code), practice) for code in dict.fromkeys([*site, *found]) if near or code in found
    ]


def _sibling(code: str, row: Practice | None, practice: Practice) -> Sibling:
    name = own_name(code)
    if row is None:
        return Sibling(code, name, "", "", current=False)
    state = Practice.State.PUBLISHED if row.live else row.state
    url = reverse("library:practice", args=[row.code]) if row.live else ""
    return Sibling(code, name, str(state), url, current=row.pk == practice.pk)


def missing_languages(siblings: list[Sibling]) -> list[tuple[str, str]]:
    """(code, name in itself) of the site's languages that the reader sees no text in."""
    there = {sibling.language for sibling in siblings}
    return [(code, name) for code, name in own_names() if code not in there]


def alternates_of(practice: Practice) -> dict[str, str]:
    """The addresses of its published texts by language, each below its own."""
    rows = siblings(practice).filter(live=True).values_list("locale__language_code", "code")
    return {language: practice_path_of(code, language) for language, code in rows}


def editions_of(practice: Practice) -> list[Edition]:
    """The newest first. Without rounds of review (it was brought in) there is only the present one."""
    rounds = published_rounds(practice)
    if not rounds:
        day = practice.last_published_at or practice.first_published_at
        return [Edition(practice.edition, day, "", "")] if practice.edition else []
    found = []
    for number, review in enumerate(rounds, start=1):
        before = rounds[number - 2].snapshot if number > 1 else {}
        url = reverse("library:edition", args=[practice.code, number]) if number < len(rounds) else ""
        found.append(Edition(number, review.decided_at, _changes(before, review.snapshot), url))
    return found[::-1]


def _changes(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Which parts differ, by their names."""
    if not before:
        return ""
    names = {"title": _("title"), "summary": _("summary"), **PART_NAMES, "files": _("files"), "authors": _("authors")}
    changed = [str(name) for key, name in names.items() if before.get(key) != after.get(key)]
    return format_list(name.lower() for name in changed)


def citation(told: ShownPractice, practice: Practice) -> str:
    """One line that can be copied, the same in every language but for the word."""
    people = ", ".join(author.name for author in told.authors if author.name)
    school = shown_name(practice.institution).text if practice.institution else ""
    day = practice.first_published_at or practice.created_at
    parts = [
        f"{people or school} ({day.year})",
        practice.title,
        school if people else "",
        _("Köpürö, edition %(n)s") % {"n": format_number(practice.edition)},
        short_url(practice),
        told.licence,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def adoption_row(adoption: Adoption, home: str) -> dict[str, Any]:
    """As library/adoption.html wants it."""
    school = adoption.institution
    when = adoption.tried_on
    return {
        "adoption": adoption,
        "code": adoption.code,
        "school": shown_name(school),
        "country": country_name(school.country) if school.country != home else school.shown_place,
        "url": reverse("twinning:institution", args=[school.code]),
        "worked": adoption.get_worked_display(),
        "tone": {"yes": "green", "partly": "gold"}.get(adoption.worked, ""),
        "language": language_name(adoption.language, capital=True),
        "when": format_date(when, "month") if isinstance(when, date) else "",
        "grades": ", ".join(str(grade) for grade in sorted(adoption.grades)),
        "version": adoption.version,
    }
