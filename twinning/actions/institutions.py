"""Adding an institution and changing what is known of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.deeds import record
from core.errors import Conflict, Invalid, Stale
from core.findable import changed
from core.formats import country_codes
from core.models import Term
from core.naming import check_name
from core.permissions import require
from core.text import clean, fold
from twinning.actions.names import NameToWrite, checked_name, rewrite_words, write_names
from twinning.actions.people import ask_to_join
from twinning.models import Institution, InstitutionHoliday, InstitutionLanguage, Staff, State
from twinning.queries.findable import SHELF
from twinning.queries.time_zones import guess_time_zone, zones_of

MOST_LANGUAGES = 12
MOST_HOLIDAYS = 60
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstitution:
    name: str
    language: str
    kind: Term
    country: str
    place: str
    region: str = ""
    latin_name: str = ""
    website: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the institution says of itself. `names`: language to text, empty text takes a name away."""

    names: dict[str, str]
    official: str
    kind: Term
    region: str
    place: str
    latin_name: str
    website: str
    time_zone: str
    levels: Sequence[Term]
    themes: Sequence[Term]
    languages: Sequence[tuple[str, str]]
    connectivity: int | None
    school_days: str


def add_institution(*, facts: NewInstitution, role: str, by: Any, subject: str = "", words: str = "") -> Staff:
    """A claimed institution with the asking person as its first. Sent twice, it gives the first one."""
    require(by, "twinning.add_institution")
    name = checked_name(facts.name)
    if not name:
        raise Invalid(_("Write the name of the institution."), field="name")
    zone = _zone(facts.country, facts.time_zone)
    with transaction.atomic():
        if had := _added_already(name, facts.country, by):
            return had
        institution = Institution.objects.create(
            kind=facts.kind,
            country=facts.country,
            region=clean(facts.region)[:120],
            place=clean(facts.place)[:120],
            latin_name=check_name(facts.latin_name, field="latin_name")[:200],
            website=facts.website,
            time_zone=zone,
            state=State.CLAIMED,
        )
        write_names([NameToWrite(institution, name, facts.language, official=True)])
        record("twinning.add_institution", institution, by=by, concerns=[by])
        return ask_to_join(institution=institution, role=role, subject=subject, words=words, by=by)


def _added_already(name: str, country: str, by: Any) -> Staff | None:
    places = Staff.objects.filter(user=by, until=None, state=Staff.State.ASKED, institution__country=country)
    return places.filter(institution__names__folded=fold(name)[:250]).select_related("institution").first()


def _zone(country: str, chosen: str) -> str:
    if country not in country_codes():
        raise Invalid(_("Choose a country."), field="country")
    zone = chosen or guess_time_zone(country)
    if not zone or (zones_of(country) and zone not in zones_of(country)):
        raise Invalid(_("This country has several time zones: choose yours."), field="time_zone")
    return zone


def edit_institution(*, institution: Institution, facts: Facts, version: int, by: Any) -> Institution:
    """Raise Stale where somebody saved since `version` was read."""
    require(by, "twinning.edit_institution", institution)
    with transaction.atomic():
        institution = Institution.objects.select_for_update().get(pk=institution.pk)
        if institution.version != version:
            raise Stale(_("Somebody changed this since you opened it."))
        _write_facts(institution, facts)
        _write_institution_names(institution, facts)
        _write_languages(institution, facts.languages)
        institution.levels.set(facts.levels)
        institution.themes.set(facts.themes)
        changed(SHELF, institution.code)
        record("twinning.edit_institution", institution, by=by, data={"version": institution.version})
    return institution


def _write_facts(institution: Institution, facts: Facts) -> None:
    if not facts.school_days or not set(facts.school_days) <= set("1234567"):
        raise Invalid(_("Choose the days on which you teach."), field="school_days")
    institution.kind, institution.website = facts.kind, facts.website
    institution.region, institution.place = clean(facts.region)[:120], clean(facts.place)[:120]
    institution.latin_name = check_name(facts.latin_name, field="latin_name")[:200]
    institution.time_zone = _zone(institution.country, facts.time_zone)
    institution.connectivity = facts.connectivity
    institution.school_days = "".join(sorted(set(facts.school_days)))
    institution.version += 1
    institution.save()


def _write_institution_names(institution: Institution, facts: Facts) -> None:
    names = {language: checked_name(text) for language, text in facts.names.items()}
    if not names.get(facts.official):
        raise Invalid(_("The official name cannot be empty."), field=f"name_{facts.official}")
    institution.names.filter(language__in=[code for code, text in names.items() if not text]).delete()
    write_names(
        NameToWrite(institution, text, language, official=language == facts.official)
        for language, text in names.items()
        if text
    )
    rewrite_words(institution)


def _write_languages(institution: Institution, languages: Iterable[tuple[str, str]]) -> None:
    wanted = dict(languages)
    if len(wanted) > MOST_LANGUAGES:
        raise Invalid(_("At most twelve languages, please."), field="languages")
    if not set(wanted.values()) <= {"", *LEVELS}:
        raise Invalid(_("Choose a level from A1 to C2, or native."), field="languages")
    institution.languages.exclude(language__in=wanted).delete()
    for language, level in wanted.items():
        InstitutionLanguage.objects.update_or_create(
            institution=institution, language=language, defaults={"level": level}
        )


def add_holiday(*, institution: Institution, starts: date, ends: date, title: str, by: Any) -> InstitutionHoliday:
    require(by, "twinning.edit_institution", institution)
    if ends < starts:
        raise Invalid(_("The last day lies before the first."), field="ends")
    with transaction.atomic():
        if institution.holidays.count() >= MOST_HOLIDAYS:
            raise Conflict(_("There are very many free days already; take old ones away first."))
        day, new = InstitutionHoliday.objects.get_or_create(
            institution=institution, starts=starts, ends=ends, defaults={"title": clean(title)[:120]}
        )
        if new:
            record("twinning.add_holiday", institution, by=by, data={"starts": str(starts), "ends": str(ends)})
    return day


def remove_holiday(*, holiday: InstitutionHoliday, by: Any) -> None:
    require(by, "twinning.edit_institution", holiday.institution)
    with transaction.atomic():
        data = {"starts": str(holiday.starts), "ends": str(holiday.ends)}
        record("twinning.remove_holiday", holiday.institution, by=by, data=data)
        holiday.delete()
