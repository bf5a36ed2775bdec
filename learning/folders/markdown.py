"""The body of a Markdown file as blocks, and its front matter. Words inside a block are read by core.text.markup.

## A heading
| a table | with a head |
> a quote
![what the drawing shows](drawings/name.svg)
{question: id}
{practice: key}
anything else is text: paragraphs and lists
"""

import re
from typing import Final, NamedTuple

from learning.folders.parts import Block

_DRAWING: Final = re.compile(r"!\[([^\]\n]*)\]\(drawings/([a-z0-9-]{1,60}\.svg)\)")
_REFERENCE: Final = re.compile(r"\{(question|practice): ([a-z0-9-]{1,60})\}")
_RULE: Final = re.compile(r"\|(?: *:?-+:? *\|)+")


class Page(NamedTuple):
    """`front` begins on line 2 where there is one; `lines` says where each block begins."""

    front: str
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]


class NotPage(Exception):
    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code, self.line = code, line


def page_of(text: str) -> Page:
    """Raises NotPage."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise NotPage("no-front", 1)
    end = lines.index("---", 1)
    blocks, places, begun = [], [], 0
    body = [*lines[end + 1 :], ""]
    for place, line in enumerate(body):
        if line.strip():
            continue
        if place > begun:
            number = end + 2 + begun
            blocks.append(_block("\n".join(one.rstrip() for one in body[begun:place]), number))
            places.append(number)
        begun = place + 1
    return Page("\n".join(lines[1:end]) + "\n", tuple(blocks), tuple(places))


def _block(source: str, line: int) -> Block:
    if source.startswith(("## ", "### ")) and "\n" not in source:
        return Block("heading", source)
    if source.startswith("|"):
        return _table(source, line)
    if source.startswith("> "):
        return Block("quote", source)
    if found := _DRAWING.fullmatch(source):
        if not found[1].strip():
            raise NotPage("no-alt", line)
        return Block("drawing", source, found[2])
    if found := _REFERENCE.fullmatch(source):
        return Block("question" if found[1] == "question" else "practice", source, found[2])
    # A picture from elsewhere, a heading of the whole page, or a reference with a slip would be shown as typed.
    if re.match(r"!\[|#|\{|<", source):
        raise NotPage("not-understood", line)
    return Block("text", source)


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _table(source: str, line: int) -> Block:
    rows = source.split("\n")
    if len(rows) < 3 or not _RULE.fullmatch(rows[1].strip()):  # noqa: PLR2004  # head, rule, and at least one row
        raise NotPage("table", line)
    for place, row in enumerate(rows):
        if not row.startswith("|") or not row.endswith("|") or len(cells(row)) != len(cells(rows[0])):
            raise NotPage("table", line + place)
    return Block("table", source)
