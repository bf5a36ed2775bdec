"""Writing the lines of a register: many at once, names and identifiers with them."""

from collections.abc import Iterable

from django.db.models import F

from core.language.kyrgyz_places import canonical_region
from core.models import Term
from core.text import latin
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.judging.register_lines import RegisterLine
from twinning.judging.time_zones import guess_time_zone
from twinning.models import Institution, RegisterIdentifier, RegisterImport, State


def create_listed(lines: list[RegisterLine], register: RegisterImport, *, hidden: Iterable[int]) -> dict[int, int]:
    """Create an institution in state LISTED for each line; eight queries. Returns row number to primary key."""
    waiting = set(hidden)
    kind = Term.objects.get(scheme="kind", code="school")
    schools = Institution.objects.bulk_create(
        Institution(
            kind=kind,
            country=register.country,
            region=canonical_region(line.region, line.place, register.country),
            place=line.place,
            latitude=line.latitude,
            longitude=line.longitude,
            time_zone=guess_time_zone(register.country, line.latitude, line.longitude) or "UTC",
            latin_name=latin(line.name)[:200],
            state=State.LISTED,
            hidden=line.number in waiting,
            credit=register.credit,
        )
        for line in lines
    )
    pairs = list(zip(lines, schools, strict=True))
    write_names(NameToWrite(school, line.name, official=True) for line, school in pairs)
    RegisterIdentifier.objects.bulk_create(
        RegisterIdentifier(institution=school, source=register.source, value=line.identifier) for line, school in pairs
    )
    _write_levels(pairs)
    return {line.number: school.pk for line, school in pairs}


def update_listed(school: Institution, line: RegisterLine, *, write: bool) -> str:
    """`changed`, `same`, or `kept` where people look after the institution themselves."""
    name = next((name for name in school.names.all() if name.official), None)
    new = {
        "latitude": line.latitude,
        "longitude": line.longitude,
        "region": canonical_region(line.region or school.region, line.place or school.place, school.country),
        "place": line.place or school.place,
    }
    if name is not None and name.text == line.name and all(getattr(school, key) == new[key] for key in new):
        return "same"
    if school.state != State.LISTED or school.merged_into_id is not None:
        return "kept"
    if write:
        # A form that was opened before is stale: it would put the former facts back.
        Institution.objects.filter(pk=school.pk).update(
            **new, latin_name=latin(line.name)[:200], version=F("version") + 1
        )
        school.place = line.place or school.place
        write_names([NameToWrite(school, line.name, name.language if name else "und", official=True)])
    return "changed"


def _write_levels(pairs: list[tuple[RegisterLine, Institution]]) -> None:
    terms = {term.code: term.pk for term in Term.objects.filter(scheme="level")}
    through = Institution.levels.through
    through.objects.bulk_create(
        through(institution_id=school.pk, term_id=terms[line.level]) for line, school in pairs if line.level in terms
    )
