"""The changes of a practice between two snapshots, field by field, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from core.language.country_and_language_names import language_name
from core.terms import label
from library.judging.text_differences import GONE, NEW, Piece, pieces, shortened
from library.models import PARTS, Evidence
from library.showing.licences import licence_name
from library.showing.preflight_findings import PART_NAMES

LABELS: Final[dict[str, Text]] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    **PART_NAMES,
    "changes": gettext_lazy("What was changed"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "subjects": gettext_lazy("Subjects"),
    "grades": gettext_lazy("Grades"),
    "audience": gettext_lazy("For whom"),
    "fits": gettext_lazy("Where it fits"),
    "evidence": gettext_lazy("Evidence"),
    "time_needed": gettext_lazy("How long it takes"),
    "needs": gettext_lazy("What it needs"),
    "offline": gettext_lazy("Works without internet"),
    "authors": gettext_lazy("Authors"),
    "licence": gettext_lazy("Licence"),
    "consent": gettext_lazy("Consent declared"),
    "safety": gettext_lazy("Safety declared"),
    "based_on": gettext_lazy("Based on"),
    "files": gettext_lazy("Files"),
}
LONG: Final = frozenset({"summary", "changes", *PARTS})


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: Text
    pieces: list[Piece]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """Only what differs, in the order in which it is written."""
    found = []
    for name, said in LABELS.items():
        one, other = _as_text(name, before.get(name)), _as_text(name, after.get(name))
        if one != other:
            found.append(FieldChange(said, shortened(pieces(one, other)) if name in LONG else _whole(name, one, other)))
    return found


def _whole(name: str, one: str, other: str) -> list[Piece]:
    """Short texts word by word; lists and terms by whole entries."""
    if name in {"title", "needs", "time_needed"}:
        return pieces(one, other)
    old, new = one.split("\n") if one else [], other.split("\n") if other else []
    gone = [Piece(GONE, entry) for entry in old if entry not in new]
    return gone + [Piece(NEW, entry) for entry in new if entry not in old]


def _as_text(name: str, value: Any) -> str:
    """One entry a line; codes as words of the reader."""
    said = SAID.get(name)
    if isinstance(value, list):
        return "\n".join(str(said(entry) if said else entry) for entry in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in {None, ""}:
        return ""
    return str(said(value) if said else value)


def _author(row: Any) -> str:
    return ", ".join(filter(None, [row.get("name") or _("a person who has left"), row.get("role"), row.get("school")]))


def _file(row: Any) -> str:
    """Name and whatever is said of it; two entries differ when one of these does."""
    people = _("people can be recognised") if row.get("people") else ""
    agreed = _("they agreed") if row.get("consent") else ""
    licence = licence_name(row.get("licence", ""))
    facts = [row.get("alt"), row.get("caption"), row.get("holder"), licence, people, agreed]
    return f"{row.get('name', '')}: " + "; ".join(filter(None, facts))


SAID: Final[dict[str, Callable[[Any], str | Promise]]] = {
    "kind": lambda code: label("practice_kind", code),
    "subjects": lambda code: label("subject", code),
    "audience": lambda code: label("audience", code),
    "fits": lambda code: label("setting", code),
    "language": language_name,
    "licence": licence_name,
    "evidence": lambda step: Evidence(step).label if step in Evidence.values else str(step),
    "authors": _author,
    "files": _file,
}
