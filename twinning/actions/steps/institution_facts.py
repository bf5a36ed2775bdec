"""Facts of an institution: checked as a form gives them, and written to its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, Invalid
from core.language.formats import country_codes
from core.language.kyrgyz_places import canonical_region
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.models import Term
from core.text import clean
from twinning.actions.steps.institution_names import NameToWrite, checked_name, rewrite_words, write_names
from twinning.judging.time_zones import guess_time_zone, zones_of
from twinning.models import Institution, InstitutionHoliday, InstitutionLanguage
from twinning.policy import (
    HOLIDAY_YEARS_AWAY,
    INSTITUTION_HOLIDAYS,
    INSTITUTION_LANGUAGES,
    INSTITUTION_NAME_CHARACTERS,
    LONGEST_HOLIDAY_DAYS,
    PLACE_CHARACTERS,
)
from twinning.queries.institution_facts import NAME, Said

LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionFacts:
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


def checked_facts(country: str, facts: InstitutionFacts) -> Said:
    """Cleaned, as plain data that can be stored as JSON. Raise Invalid, naming the field, for what cannot be used."""
    names = {language: checked_name(text) for language, text in facts.names.items()}
    if not names.get(facts.official):
        raise Invalid(_("The official name cannot be empty."), field=f"name_{facts.official}")
    if not facts.school_days or not set(facts.school_days) <= set("1234567"):
        raise Invalid(_("Choose the days on which you teach."), field="school_days")
    lines = {
        "region": (canonical_region(clean(facts.region), "", country), PLACE_CHARACTERS),
        "place": (clean(facts.place), PLACE_CHARACTERS),
        "latin_name": (check_name(facts.latin_name, field="latin_name"), INSTITUTION_NAME_CHARACTERS),
    }
    for name, (text, most) in lines.items():
        check_length(text, most=most, field=name)
    return {
        **{name: text for name, (text, _most) in lines.items()},
        **{f"{NAME}{language}": text for language, text in names.items()},
        "official": facts.official,
        "kind": facts.kind.code,
        "website": facts.website,
        "time_zone": checked_zone(country, facts.time_zone),
        "levels": sorted(term.code for term in facts.levels),
        "themes": sorted(term.code for term in facts.themes),
        "languages": _languages(facts.languages),
        "connectivity": facts.connectivity,
        "school_days": "".join(sorted(set(facts.school_days))),
    }


def checked_zone(country: str, chosen: str) -> str:
    if country not in country_codes():
        raise Invalid(_("Choose a country."), field="country")
    zone = chosen or guess_time_zone(country)
    if not zone or (zones_of(country) and zone not in zones_of(country)):
        raise Invalid(_("This country has several time zones: choose yours."), field="time_zone")
    return zone


def _languages(languages: Iterable[tuple[str, str]]) -> list[list[str]]:
    wanted = dict(languages)
    if len(wanted) > INSTITUTION_LANGUAGES:
        raise Invalid(_("At most twelve languages, please."), field="languages")
    if not set(wanted.values()) <= {"", *LEVELS}:
        raise Invalid(_("Choose a level from A1 to C2, or native."), field="languages")
    return [[language, level] for language, level in wanted.items()]


def free_day(starts: date, ends: date, title: str) -> list[str]:
    if ends < starts:
        raise Invalid(_("The last day lies before the first."), field="ends")
    if abs(starts.year - timezone.now().year) > HOLIDAY_YEARS_AWAY or (ends - starts).days > LONGEST_HOLIDAY_DAYS:
        raise Invalid(_("Free days lie within five years of today and last a year at most."), field="starts")
    return [starts.isoformat(), ends.isoformat(), title]


def with_free_day(days: Iterable[list[str]], day: list[str]) -> list[list[str]]:
    """`days` with `day`, sorted, without duplicates. Raise Conflict where there would be too many."""
    known = [list(one) for one in days]
    if day[:2] in [one[:2] for one in known]:
        return known
    if len(known) >= INSTITUTION_HOLIDAYS:
        raise Conflict(_("There are very many free days already; take old ones away first."))
    return sorted([*known, day])


def write_facts(institution: Institution, said: Said) -> None:
    """Write these facts, whole or some of them, to the page of `institution`, which is locked."""
    for name in ("region", "place", "latin_name", "website", "time_zone", "connectivity", "school_days"):
        if name in said:
            setattr(institution, name, said[name])
    if "kind" in said:
        institution.kind = Term.objects.get(scheme="kind", code=said["kind"])
    institution.version += 1
    institution.save()
    _write_names(institution, said)
    if "languages" in said:
        _write_languages(institution, dict(said["languages"]))
    for name, scheme in (("levels", "level"), ("themes", "theme")):
        if name in said:
            getattr(institution, name).set(Term.objects.filter(scheme=scheme, code__in=said[name]))
    if "free_days" in said:
        _write_free_days(institution, said["free_days"])


def _write_names(institution: Institution, said: Said) -> None:
    """Write the names, and the words that search finds them by, which derive from names and place."""
    if said.keys() <= {"free_days"}:
        return
    names = {name.removeprefix(NAME): text for name, text in said.items() if name.startswith(NAME)}
    there = {name.language: name.text for name in institution.names.all()}
    former = next((name.language for name in institution.names.all() if name.official), "")
    official = said.get("official") or former
    if not {**there, **names}.get(official):
        raise Invalid(_("The official name cannot be empty."), field=f"name_{official}")
    institution.names.filter(language__in=[code for code, text in names.items() if not text]).delete()
    kept = {code: text for code, text in {official: there.get(official, ""), **names}.items() if code and text}
    write_names(
        NameToWrite(institution, text, language, official=language == official) for language, text in kept.items()
    )
    rewrite_words(institution)


def _write_languages(institution: Institution, wanted: dict[str, str]) -> None:
    institution.languages.exclude(language__in=wanted).delete()
    for language, level in wanted.items():
        InstitutionLanguage.objects.update_or_create(
            institution=institution, language=language, defaults={"level": level}
        )


def _write_free_days(institution: Institution, wanted: list[list[str]]) -> None:
    days = {(date.fromisoformat(starts), date.fromisoformat(ends)): title for starts, ends, title in wanted}
    there = {(day.starts, day.ends): day for day in institution.holidays.all()}
    for span, day in there.items():
        if span not in days:
            day.delete()
    InstitutionHoliday.objects.bulk_create(
        InstitutionHoliday(institution=institution, starts=starts, ends=ends, title=title)
        for (starts, ends), title in days.items()
        if (starts, ends) not in there
    )
