"""What registers hold of an institution, for whoever decides about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterRow
from twinning.queries.visibility import registers_visible_to


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Where an institution stands in a register. `register`: the upload that brought it, where this person may see it.
    `row`: its number in that upload, where a person must look at it; `waits` while nobody has decided about it."""

    source: str
    value: str
    register: RegisterImport | None
    row: int | None = None
    waits: bool = False


def register_entries(institution: Institution, user: Any) -> list[RegisterEntry]:
    """Its numbers in registers, then rows that may be it."""
    uploads = registers_visible_to(user).order_by("created_at", "pk")
    latest = {(one.country, one.source): one for one in uploads.filter(country=institution.country)}
    numbers = RegisterIdentifier.objects.filter(institution=institution).order_by("source", "value")
    known = [RegisterEntry(one.source, one.value, latest.get((institution.country, one.source))) for one in numbers]
    rows = RegisterRow.objects.filter(
        Q(institution=institution) | Q(suspect_of=institution), register__in=uploads.order_by()
    )
    found = rows.select_related("register").order_by("-register__created_at", "number")
    return known + [_entry(row) for row in found]


def _entry(row: RegisterRow) -> RegisterEntry:
    waits = row.verdict == "suspect" and not row.decision
    return RegisterEntry(row.register.source, row.name, row.register, row.number, waits=waits)


def numbers_in_registers(institutions: Iterable[Institution]) -> dict[int, list[str]]:
    """ "kg-edu: 4711" of each that has one, by key. One query."""
    found: dict[int, list[str]] = {}
    for one in RegisterIdentifier.objects.filter(institution__in=list(institutions)).order_by("source", "value"):
        found.setdefault(one.institution_id, []).append(f"{one.source}: {one.value}")
    return found
