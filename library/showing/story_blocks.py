"""Parses plain text into paragraphs and lists. Nothing in it is treated as markup."""

import re
from dataclasses import dataclass
from typing import Final

NUMBERED: Final = re.compile(r"^\s*(\d{1,2})[.)]\s+(.*)$")
DOTTED: Final = re.compile(r"^\s*[-–•*]\s+(.*)$")


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """kind: "p", "ol" or "ul"; for a paragraph, lines are its lines. A list may begin at another number than 1."""

    kind: str
    lines: tuple[str, ...]
    start: int = 1


def blocks_of(text: str) -> list[StoryBlock]:
    """An empty line ends a block; a line with a number or a dash in front belongs to a list."""
    found: list[StoryBlock] = []
    fresh = True
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            fresh = True
            continue
        kind, words, number = _read(line)
        last = found[-1] if found else None
        if last is not None and last.kind == kind and not (fresh and kind == "p"):
            found[-1] = StoryBlock(kind, (*last.lines, words), last.start)
        else:
            found.append(StoryBlock(kind, (words,), number))
        fresh = False
    return found


def _read(line: str) -> tuple[str, str, int]:
    numbered = NUMBERED.match(line)
    if numbered:
        return "ol", numbered[2].strip(), int(numbered[1])
    dotted = DOTTED.match(line)
    return ("ul", dotted[1].strip(), 1) if dotted else ("p", line.strip(), 1)
