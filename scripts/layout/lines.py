"""Which places become ends of lines, and the lines."""

import itertools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scripts.layout.blanks import included
from scripts.layout.nodes import Node, attributes_of, django_name, flat, is_block, is_silent

LIMIT: Final = 140
STEP: Final = 2
BLANK: Final = " "
END: Final = ">"
# Told by CSS as :empty, so that not even a blank may come into them.
HOLLOW: Final = re.compile(r"\b(?:today-due|news)\b")
SENTENCE: Final = re.compile(r"(\{%.*?%\})(.*)(\{%[^%]*%\})", re.DOTALL)
TRIMMED: Final = re.compile(r"\{%\s*blocktrans(?:late)?\b[^%]*\btrimmed\b[^%]*%\}")


class Word(NamedTuple):
    """What stands in one line. `gap` is what stands before it: nothing, a blank, or the end of a tag."""

    text: str
    gap: str
    depth: int  # if it begins a line


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
    """One line, or several where it is too long: broken at blanks, where that is not enough before the ends of tags."""
    for part in _filled(list(_words(line)), breaks={BLANK}):
        parts = _filled(part, breaks={BLANK, END}) if _is_long(part) else [part]
        for words in parts:
            yield from _text(words).split("\n")


def _filled(words: list[Word], breaks: set[str]) -> Iterator[list[Word]]:
    """As many words in a line as it takes."""
    now = words[:1]
    for place, word in enumerate(words[1:], 1):
        until = itertools.takewhile(lambda one: one.gap not in breaks, words[place + 1 :])
        if word.gap in breaks and _is_long([*now, word, *until]):
            yield now
            now = [word]
        else:
            now.append(word)
    yield now


def _is_long(words: list[Word]) -> bool:
    return len(_text(words).rsplit("\n", 1)[-1]) > LIMIT


def _text(words: list[Word]) -> str:
    first, *more = words
    return (
        " " * (first.depth * STEP) + first.text + "".join((" " if one.gap == BLANK else "") + one.text for one in more)
    )


def _words(line: list[Node]) -> Iterator[Word]:
    for index, node in enumerate(line):
        gap = BLANK if node.gap and index else ""
        if node.kind == "html":
            end = "/>" if node.text.endswith("/>") else ">"  # apart, the two would end nothing
            first, *more = attributes_of(node.text.removesuffix(end))
            yield Word(first, gap, node.depth)
            for attribute in more:
                yield Word(attribute, BLANK, node.depth + 2)
            yield Word(end, END, node.depth + 2)
        elif TRIMMED.match(node.text) or (node.text.startswith("{% comment %}") and "\n" not in node.text):
            yield from _sentence(node, gap)
        else:
            yield Word(node.text, gap, node.depth)


def _sentence(node: Node, gap: str) -> Iterator[Word]:
    """A text that is translated trimmed: its lines are joined by blanks, so that any blank in it may end one."""
    begin, said, end = SENTENCE.fullmatch(node.text).groups()  # type: ignore[union-attr]  # as it was read
    yield Word(begin, gap, node.depth)
    words = re.findall(r"(?:\{%.*?%\}|\{\{.*?\}\}|\S)+", said)
    for place, word in enumerate(words):
        yield Word(word, BLANK if place else "", node.depth + 1)
    yield Word(end, "", node.depth)
