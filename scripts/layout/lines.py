"""Which places become ends of lines, and the lines."""

import re
from collections.abc import Iterator
from typing import Final

from scripts.layout.blanks import included
from scripts.layout.nodes import Node, attributes_of, django_name, flat, is_block, is_silent

LIMIT: Final = 140
STEP: Final = 2
# Told by CSS as :empty, so that not even a blank may come into them.
HOLLOW: Final = re.compile(r"\b(?:today-due|news)\b")
SENTENCE: Final = re.compile(r"(\{%.*?%\})(.*)(\{%[^%]*%\})", re.DOTALL)
TRIMMED: Final = re.compile(r"\{%\s*blocktrans(?:late)?\b[^%]*\btrimmed\b[^%]*%\}")


def deepen(nodes: list[Node], depth: int) -> None:
    for node in nodes:
        node.depth = depth
        inside = depth if django_name(node.text) == "block" and depth == 0 and node.kind == "django" else depth + 1
        deepen(node.inner, inside)
        for end in node.ends:
            end.depth = depth


def force_breaks(nodes: list[Node], depth: int) -> None:
    """Where these do not fit into one line, each that may stand on its own line does."""
    if not _fits(nodes, depth):
        for node in nodes:
            node.forced = node.forced or (node.safe and _starts_a_line(node))
        for before, node in zip([None, *nodes], nodes, strict=False):
            node.forced = node.forced or (node.safe and before is not None and _stands_alone(before))
    for node in nodes:
        hollow = node.kind == "html" and HOLLOW.search(node.text)
        if node.ends and not hollow and not _fits([node], depth):
            inside = depth + 1
            for inner, stop in node.branches():
                _open_up(inner, stop)
                force_breaks(inner, inside)


def _open_up(inner: list[Node], stop: Node) -> None:
    first = inner[0] if inner else None
    if first and (first.safe or first.gap) and (stop.safe or stop.gap):
        first.forced = stop.forced = True


def _starts_a_line(node: Node) -> bool:
    compound = bool(node.ends) and node.kind == "django" and node.gap != " "
    return is_block(node) or compound or is_silent(node) or any(included(node))


def _stands_alone(node: Node) -> bool:
    return (
        is_block(node)
        or is_silent(node)
        or any(included(node))
        or bool(node.ends and node.kind == "django" and any(map(is_block, node.inner)))
    )


def _fits(nodes: list[Node], depth: int) -> bool:
    row = list(flat(nodes))
    width = sum(len(one.text) + (one.gap == " ") for one in row)
    broken = any("\n" in one.gap for one in row[1:]) or any("\n" in one.text for one in row)
    return not broken and depth * STEP + width <= LIMIT


def lines_of(pieces: list[Node]) -> Iterator[str]:
    line: list[Node] = []
    for piece in pieces:
        if line and (piece.forced or "\n" in piece.gap):
            yield from _wrapped(line)
            line = []
            if piece.gap == "\n\n":
                yield ""
        line.append(piece)
    if line:
        yield from _wrapped(line)


def _wrapped(line: list[Node]) -> Iterator[str]:
    """One line, or several where it is too long: broken at blanks, else between attributes."""
    words = list(_words(line))
    now = " " * (line[0].depth * STEP) + words[0][0]
    for place, (word, gap, depth) in enumerate(words[1:], 1):
        if gap and len(now) + 1 + _until_break(words, place) > LIMIT:
            yield now
            now = " " * (depth * STEP) + word
        else:
            now += (" " if gap else "") + word
            if "\n" in word:
                *whole, now = now.split("\n")
                yield from whole
    yield now


def _until_break(words: list[tuple[str, str, int]], place: int) -> int:
    """Characters from this word on to the next place where the line may be broken."""
    width = len(words[place][0])
    for word, kind, _depth in words[place + 1 :]:
        if kind:
            break
        width += len(word)
    return width


def _words(line: list[Node]) -> Iterator[tuple[str, str, int]]:
    """(word, the blank before it, its depth if it begins a line)."""
    for index, node in enumerate(line):
        gap = " " if node.gap and index else ""
        if node.kind == "html":
            first, *more = attributes_of(node.text)
            yield first, gap, node.depth
            for attribute in more:
                yield attribute, " ", node.depth + 2
        elif TRIMMED.match(node.text) or (node.text.startswith("{% comment %}") and "\n" not in node.text):
            yield from _sentence(node, gap)
        else:
            yield node.text, gap, node.depth


def _sentence(node: Node, gap: str) -> Iterator[tuple[str, str, int]]:
    """A text that is translated trimmed: its lines are joined by blanks, so that any blank in it may end one."""
    begin, said, end = SENTENCE.fullmatch(node.text).groups()  # type: ignore[union-attr]  # as it was read
    yield begin, gap, node.depth
    words = re.findall(r"(?:\{%.*?%\}|\{\{.*?\}\}|\S)+", said)
    for place, word in enumerate(words):
        yield word, " " if place else "", node.depth + 1
    yield end, "", node.depth
