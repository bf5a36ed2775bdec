"""Pieces of a template, and the tree that they make."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from scripts.layout.nodes import Node, attributes_of, django_name, name_of

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
# What stands in them is shown, or run, as it stands.
EXACT: Final = ("pre", "textarea", "script", "style")
EXACT_CLASSES: Final = re.compile(r"\b(?:msg-text|post-source)\b")  # white-space: pre-line, pre-wrap
BRANCHES: Final = {"if": ("elif", "else"), "for": ("empty",), "ifchanged": ("else",)}
OPENING: Final = frozenset(
    (
        *("if", "for", "block", "with", "ifchanged", "autoescape", "filter", "spaceless", "language", "cache"),
        *("pagehead", "fold", "openrow", "menu", "note", "nothing"),
    )
)
TAG: Final = re.compile(r"</?[a-zA-Z{](?:\{%.*?%\}|\{\{.*?\}\}|\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.DOTALL)
PIECE: Final = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<!\w[^>]*>", re.DOTALL)


def pieces_of(source: str) -> Iterator[Node]:
    """Pieces in their order, each with what blank stands before it."""
    at, gap = 0, ""
    while at < len(source):
        blank = re.compile(r"\s+").match(source, at)
        if blank:
            lines = blank[0].count("\n")
            gap, at = ("\n\n" if lines > 1 else "\n" if lines else " "), blank.end()
            continue
        text, kind = _next(source, at)
        yield Node(_tidy(text) if kind == "html" else text, kind, gap)
        at, gap = at + len(text), ""


def _next(source: str, at: int) -> tuple[str, str]:
    if source.startswith("<", at) and (tag := TAG.match(source, at)):
        return _exact(source, at, tag[0]) or (tag[0], "html")
    if piece := PIECE.match(source, at):
        return _whole(source, at, piece[0])
    text = re.compile(r"(?:(?!\{[{%#]|</?[a-zA-Z{!])\S)+").match(source, at)
    return (text[0] if text else source[at]), "text"


def _exact(source: str, at: int, tag: str) -> tuple[str, str] | None:
    name = name_of(tag)
    if tag.startswith("</") or not (name in EXACT or EXACT_CLASSES.search(tag)):
        return None
    end = source.find(f"</{name}", at)
    end = source.find(">", end) + 1 if end >= 0 else at + len(tag)
    return source[at:end], "exact"


def _whole(source: str, at: int, piece: str) -> tuple[str, str]:
    """Comments and translated texts are one piece."""
    name = django_name(piece)
    if name in {"comment", "verbatim", "blocktranslate", "blocktrans"}:
        end = re.compile(r"\{%\s*end" + name + r"\s*%\}").search(source, at)
        if end:
            return source[at : end.end()], "translated" if name.startswith("blocktrans") else "exact"
    return piece, "django" if piece.startswith(("{%", "{{", "{#")) else "exact"


def _tidy(tag: str) -> str:
    return " ".join(attributes_of(tag))


def tree_of(pieces: list[Node]) -> list[Node]:
    """Elements and Django's tags with what stands in them; what is opened here and ended elsewhere is a piece alone."""
    root = Node("", "root")
    open_: list[Node] = [root]
    for piece in pieces:
        opener = _opener_of(piece, open_)
        if opener is None:
            open_[-1].inner.append(piece)
            if _opens(piece):
                open_.append(piece)
            continue
        while open_[-1] is not opener:
            _give_up(open_)
        opener.ends.append(piece)
        opener.parts.append(len(opener.inner))
        if _ends(piece):
            open_.pop()
    while len(open_) > 1:
        _give_up(open_)
    return root.inner


def _give_up(open_: list[Node]) -> None:
    """Its end does not stand where it began: what stood in it stands beside it."""
    lost = open_.pop()
    beside = list(lost.inner)
    for place, end in sorted(zip(lost.parts, lost.ends, strict=True), key=lambda row: -row[0]):
        beside.insert(place, end)
    lost.inner, lost.ends, lost.parts = [], [], []
    open_[-1].inner += beside


def _opens(piece: Node) -> bool:
    if piece.kind == "html":
        return (
            not piece.text.startswith("</") and not piece.text.endswith("/>") and name_of(piece.text) not in VOID | {""}
        )
    return piece.kind == "django" and django_name(piece.text) in OPENING


def _ends(piece: Node) -> bool:
    return piece.kind == "html" or django_name(piece.text).startswith("end")


def _opener_of(piece: Node, open_: list[Node]) -> Node | None:
    """The nearest open one that this piece ends, or goes on with. Neither kind is looked for across the other."""
    if piece.kind == "html" and piece.text.startswith("</"):
        near = itertools.takewhile(lambda one: one.kind == "html", reversed(open_[1:]))
        return next((one for one in near if name_of(one.text) == name_of(piece.text)), None)
    name = django_name(piece.text) if piece.kind == "django" else ""
    if name.startswith("end") or name in {"elif", "else", "empty"}:
        nearest = next((one for one in reversed(open_[1:]) if one.kind == "django"), None)
        own = django_name(nearest.text) if nearest else ""
        return nearest if name == f"end{own}" or name in BRANCHES.get(own, ()) else None
    return None
