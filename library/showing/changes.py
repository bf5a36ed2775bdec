"""What changed in a practice between two rounds: field by field, word by word. Pure: snapshots in, pieces out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from core.language.names import language_name
from core.terms import label
from library.models import PARTS, Evidence
from library.queries.licences import licence_name
from library.showing.findings import PART_NAMES

SAME, GONE, NEW = "same", "del", "ins"
TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
WORD: Final = re.compile(r"\w")
MOST_TOKENS: Final = 3000  # a longer text is compared line by line: difflib is quadratic
RUN: Final = 3
WORD_RUN: Final = re.compile(r"\w+")
AROUND: Final = 25  # tokens of the unchanged text kept around a change

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
class Piece:
    """kind: same, del, ins. `cut` stands for unchanged words that are left out."""

    kind: str
    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    label: Text
    pieces: list[Piece]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Only what differs, in the order in which it is written."""
    found = []
    for name, said in LABELS.items():
        one, other = _as_text(name, before.get(name)), _as_text(name, after.get(name))
        if one != other:
            found.append(Change(said, _shortened(pieces(one, other)) if name in LONG else _whole(name, one, other)))
    return found


def pieces(before: str, after: str) -> list[Piece]:
    """Joined without `ins` they are the old text, without `del` the new one."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for equal, (a, b, c, d) in _runs(old, new):
        if equal:
            found.append(Piece(SAME, "".join(old[a:b])))
        else:
            found += [Piece(kind, "".join(part)) for kind, part in ((GONE, old[a:b]), (NEW, new[c:d])) if part]
    return found


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, tuple[int, int, int, int]]]:
    """What is equal and what is not. A space or a comma between two changes belongs to them: whole phrases are read."""
    runs: list[tuple[bool, tuple[int, int, int, int]]] = []
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(opcodes):
        inside = 0 < at < len(opcodes) - 1
        equal = tag == "equal" and not (inside and not any(WORD.search(token) for token in old[a:b]))
        if runs and runs[-1][0] == equal:
            runs[-1] = (equal, (runs[-1][1][0], b, runs[-1][1][2], d))
        else:
            runs.append((equal, (a, b, c, d)))
    return runs


def _whole(name: str, one: str, other: str) -> list[Piece]:
    """Short facts are told anew as a whole; lists entry by entry."""
    if name in {"title", "needs", "time_needed"}:
        return pieces(one, other)
    old, new = one.split("\n") if one else [], other.split("\n") if other else []
    gone = [Piece(GONE, entry) for entry in old if entry not in new]
    return gone + [Piece(NEW, entry) for entry in new if entry not in old]


def _shortened(found: list[Piece]) -> list[Piece]:
    """Long unchanged stretches are cut, so that a moderator sees a changed word in a page of text."""
    last = len(found) - 1
    short: list[Piece] = []
    for at, piece in enumerate(found):
        tokens = TOKEN.findall(piece.text)
        head, tail = (0 if at == 0 else AROUND), (0 if at == last else AROUND)
        if piece.kind != SAME or len(tokens) <= head + tail + AROUND:
            short.append(piece)
            continue
        short += [Piece(SAME, "".join(tokens[:head]))] if head else []
        short.append(Piece(SAME, "", cut=True))
        short += [Piece(SAME, "".join(tokens[-tail:]))] if tail else []
    return short


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


def shared_between(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Each text in pieces: `same` where at least three words in a row stand in the other one too."""
    left, right = TOKEN.findall(one), TOKEN.findall(other)
    if len(left) + len(right) > MOST_TOKENS:
        left, right = one.splitlines(keepends=True), other.splitlines(keepends=True)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    long = [block for block in blocks if len(WORD_RUN.findall("".join(left[block.a : block.a + block.size]))) >= RUN]
    return (
        _marked(left, [(block.a, block.size) for block in long]),
        _marked(right, [(block.b, block.size) for block in long]),
    )


def _marked(tokens: list[str], runs: list[tuple[int, int]]) -> list[Piece]:
    found, at = [], 0
    for start, size in runs:
        found += [Piece(NEW, "".join(tokens[at:start])), Piece(SAME, "".join(tokens[start : start + size]))]
        at = start + size
    found.append(Piece(NEW, "".join(tokens[at:])))
    return [piece for piece in found if piece.text]
