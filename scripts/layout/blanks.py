"""Where a blank would not be seen: beside blocks and other blanks, whichever way a template goes."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from scripts.layout.nodes import Node, django_name, is_block, is_silent
from scripts.layout.reading import pieces_of, tree_of

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
# Blocks of base templates that stand on lines of their own.
OWN_LINES: Final = frozenset(("main", "head", "before_main", "scripts"))


def mark_forwards(nodes: list[Node], *, after: bool) -> bool:
    """Marks pieces before which a block or a blank stands in any case; says whether one stands after all of them."""
    for node in nodes:
        node.safe = node.safe or after or bool(node.gap)
        after = after or bool(node.gap)
        if not node.ends:
            after = after if is_silent(node) else is_block(node) or included(node)[1]
        elif node.kind == "html":
            inside = mark_forwards(node.inner, after=is_block(node))
            node.ends[0].safe = node.ends[0].safe or inside or bool(node.ends[0].gap)
            after = is_block(node)
        else:
            after = _mark_branches(node, after)
    return after


def _mark_branches(node: Node, before: bool) -> bool:
    name = django_name(node.text)
    if name == "block":
        before = node.text.split()[2] in OWN_LINES
    again = name == "for"
    begins = before
    results: list[bool] = []
    for turn in range(2 if again else 1):
        results = []
        for index, (inner, end) in enumerate(node.branches()):
            inside = (
                mark_forwards(inner, after=begins if index == 0 else before)
                if turn or not again
                else ends_with_block(inner, after=begins)
            )
            inside = inside or bool(end.gap)
            if turn or not again:
                end.safe = end.safe or inside
            results.append(inside)
        begins = before and results[0]
    whole = any(django_name(end.text) in {"else", "empty"} for end in node.ends)
    always = name not in {"if", "for", "ifchanged"}
    return all(results) and (whole or always or before)


def ends_with_block(nodes: list[Node], *, after: bool) -> bool:
    """As `_judge`, but marks nothing: what follows the end of a loop's first turn."""
    for node in nodes:
        after = after or bool(node.gap)
        if not node.ends:
            after = after if is_silent(node) else is_block(node) or included(node)[1]
        elif node.kind == "html":
            after = is_block(node)
        else:
            parts = [ends_with_block(inner, after=after) or bool(end.gap) for inner, end in node.branches()]
            whole = any(django_name(end.text) in {"else", "empty"} for end in node.ends)
            after = all(parts) and (whole or after or django_name(node.text) not in {"if", "for", "ifchanged"})
    return after


def mark_backwards(nodes: list[Node], *, before: bool) -> bool:
    """The same from the end: marks pieces before which nothing can be seen, since a block comes next in any case."""
    for node in reversed(nodes):
        if not node.ends:
            here = before if is_silent(node) else is_block(node) or included(node)[0]
        elif node.kind == "html":
            node.ends[0].safe = node.ends[0].safe or is_block(node)
            mark_backwards(node.inner, before=is_block(node) or bool(node.ends[0].gap))
            here = is_block(node)
        else:
            here = _mark_branches_backwards(node, before)
        node.safe = node.safe or here
        before = here or bool(node.gap)
    return before


def _mark_branches_backwards(node: Node, before: bool) -> bool:
    name = django_name(node.text)
    node.ends[-1].safe = node.ends[-1].safe or before
    if name == "block":
        before = node.text.split()[2] in OWN_LINES
    if name == "for":
        before = before and begins_with_block(node.inner[: node.parts[0]], before=before)
    results = []
    for inner, end in node.branches():
        end.safe = end.safe or before
        results.append(mark_backwards(inner, before=before or bool(end.gap)))
    whole = any(django_name(end.text) in {"else", "empty"} for end in node.ends)
    return all(results) and (whole or before or name not in {"if", "for", "ifchanged"})


def begins_with_block(nodes: list[Node], *, before: bool) -> bool:
    for node in nodes:
        if node.gap:
            return True
        if not is_silent(node) and not (node.ends and node.kind == "django"):
            return is_block(node) or included(node)[0]
        if node.ends and node.kind == "django":
            parts = [begins_with_block(inner, before=before) for inner, _end in node.branches()]
            return all(parts) and before
    return before


def included(node: Node) -> tuple[bool, bool]:
    """Whether what is included begins with a block in any case, and whether it ends with one or a blank."""
    found = re.match(r'\{%\s*include "([^"]+)"', node.text)
    return _edges(found[1]) if found else (False, False)


@cache
def _edges(name: str) -> tuple[bool, bool]:
    path = TEMPLATES / name
    if not path.exists():
        return False, False
    source = path.read_text(encoding="utf-8")
    nodes = tree_of(list(pieces_of(source)))
    return begins_with_block(nodes, before=False), source[-1:].isspace() or ends_with_block(nodes, after=False)
