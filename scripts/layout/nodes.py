"""A template as a tree: elements and Django's tags with what stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from scripts.page_tokens import BLOCKS

# Django's tags that say nothing where they stand.
SILENT: Final = frozenset(("load", "get_current_language", "url_as", "translate_as", "cycle_as", "extends"))
NAME: Final = re.compile(r"</?([a-zA-Z][\w-]*)")


@dataclass(slots=True)
class Node:
    """A piece, or an opening piece with what stands in it and its end. `gap` is what stands before it."""

    text: str
    kind: str  # html, django, text, exact
    gap: str = ""  # "" nothing, " " a blank, "\n" a line's end, "\n\n" an empty line
    depth: int = 0
    safe: bool = False  # a blank before it would not be seen
    forced: bool = False
    inner: list["Node"] = field(default_factory=list)
    ends: list["Node"] = field(default_factory=list)  # else, endif, </p>: each after its part of `inner`
    parts: list[int] = field(default_factory=list)  # where in `inner` each of `ends` stands

    def branches(self) -> Iterator[tuple[list["Node"], "Node"]]:
        begun = 0
        for stop, end in zip(self.parts, self.ends, strict=True):
            yield self.inner[begun:stop], end
            begun = stop


def name_of(tag: str) -> str:
    found = NAME.match(tag)
    return found[1].lower() if found else ""


def django_name(piece: str) -> str:
    found = re.match(r"\{%\s*(\w+)", piece)
    return found[1] if found else ""


def attributes_of(tag: str) -> list[str]:
    """The tag, parted at blanks between its attributes; Django's tags in it stay whole."""
    parts = re.compile(
        r"(?:\{%.*?%\}|\{\{.*?\}\}|\"(?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*\"|'(?:\{%.*?%\}|\{\{.*?\}\}|[^'])*'|\S)+",
        re.DOTALL,
    )
    return parts.findall(tag)


def is_block(node: Node) -> bool:
    return (node.kind in {"html", "exact"} and name_of(node.text) in BLOCKS) or node.text.startswith("<!")


def is_silent(node: Node) -> bool:
    if node.kind == "exact" and node.text.startswith("{%"):
        return True
    if node.kind != "django":
        return False
    name = django_name(node.text)
    return (
        node.text.startswith("{#") or name in SILENT or (name in {"url", "translate", "cycle"} and " as " in node.text)
    )


def flat(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        begun = 0
        for stop, end in zip(node.parts, node.ends, strict=True):
            yield from flat(node.inner[begun:stop])
            yield end
            begun = stop
