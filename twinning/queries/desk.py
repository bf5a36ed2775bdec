"""What whoever decides about an institution looks at beside its name: where it lies, its site, its registers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from core.errors import Text
from core.language.places import place_name, region_name
from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterRow, WaitingFacts
from twinning.queries.facts import LABELS, wanted_of
from twinning.queries.visible import registers_visible_to

SHOWN: Final = ("latin_name", "region", "place", "website")
READ_BY: Final = {"region": region_name, "place": place_name}  # in the language and letters of the reader


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the page; `waits`: somebody says it, and the page does not yet."""

    label: Text
    text: str
    url: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an institution stands in a register. `register`: the upload that brought it, where this person may see it.
    `row`: a row of that upload which needs eyes, `waits` while nobody has decided about it."""

    source: str
    value: str
    register: RegisterImport | None
    row: int | None = None
    waits: bool = False


def known_of(institution: Institution, waiting: Iterable[WaitingFacts]) -> list[Known]:
    """Each of SHOWN, said or not: that there is no website is worth knowing as well."""
    wanted = [wanted_of(one) for one in waiting]
    rows = []
    for name in SHOWN:
        now: str = getattr(institution, name)
        said = dict.fromkeys(str(one[name]) for one in wanted if one.get(name) and one[name] != now)
        texts = [(text, True) for text in said] or ([] if now else [("", False)])
        rows += [
            _known(name, text, institution.country, waits=waits)
            for text, waits in ([(now, False)] if now else []) + texts
        ]
    return rows


def _known(name: str, text: str, country: str, *, waits: bool) -> Known:
    link = name == "website" and text.startswith(("http://", "https://"))
    shown = READ_BY[name](text, country) if name in READ_BY else text
    return Known(LABELS[name], shown, text if link else "", waits)


def register_entries(institution: Institution, user: Any) -> list[Entry]:
    """Its numbers in registers, then rows that may be it."""
    uploads = registers_visible_to(user).order_by("created_at", "pk")
    latest = {(one.country, one.source): one for one in uploads.filter(country=institution.country)}
    numbers = RegisterIdentifier.objects.filter(institution=institution).order_by("source", "value")
    known = [Entry(one.source, one.value, latest.get((institution.country, one.source))) for one in numbers]
    rows = RegisterRow.objects.filter(
        Q(institution=institution) | Q(suspect_of=institution), register__in=uploads.order_by()
    )
    found = rows.select_related("register").order_by("-register__created_at", "number")
    return known + [_entry(row) for row in found]


def _entry(row: RegisterRow) -> Entry:
    waits = row.verdict == "suspect" and not row.decision
    return Entry(row.register.source, row.name, row.register, row.number, waits=waits)


def numbers_in_registers(institutions: Iterable[Institution]) -> dict[int, list[str]]:
    """ "kg-edu: 4711" of each that has one, by key. One query."""
    found: dict[int, list[str]] = {}
    for one in RegisterIdentifier.objects.filter(institution__in=list(institutions)).order_by("source", "value"):
        found.setdefault(one.institution_id, []).append(f"{one.source}: {one.value}")
    return found
