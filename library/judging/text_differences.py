"""What differs between two texts, word by word; and what two texts share."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

SAME, GONE, NEW = "same", "del", "ins"
TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
WORD: Final = re.compile(r"\w")
MOST_TOKENS: Final = 3000  # a longer text is compared line by line: difflib is quadratic
RUN: Final = 3
WORD_RUN: Final = re.compile(r"\w+")
AROUND: Final = 25  # tokens of the unchanged text kept around a change


@dataclass(frozen=True, slots=True)
class Piece:
    """kind: same, del, ins. `cut` stands for unchanged words that are left out."""

    kind: str
    text: str
    cut: bool = False


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


def shortened(found: list[Piece]) -> list[Piece]:
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
