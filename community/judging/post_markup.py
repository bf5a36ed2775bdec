"""Rendering the source of posts by core.text.markup, and the quotation with which a reply begins."""

from collections.abc import Iterable

from community.policy import QUOTE_CHARACTERS
from core.text.markup import CODE, TAGS, Names, cited, count_named, made_of, plain, with_cites

__all__ = ["CODE", "TAGS", "cited", "count_named", "plain", "quoted", "rendered", "with_cites"]


def rendered(source: str, names: Iterable[str] = ()) -> str:
    """Safe HTML. `names` are those of people who may be named with @ before them."""
    return made_of(source, Names({name: [name] for name in names})).html


def quoted(code: str, source: str) -> str:
    """The beginning of a reply that quotes: without quotes within quotes, and not longer than one reads."""
    own = "\n".join(line for line in source.split("\n") if not line.startswith(">")).strip()
    short = own if len(own) <= QUOTE_CHARACTERS else own[:QUOTE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return "\n".join(f"> {line}".rstrip() for line in [f"#{code}", *short.split("\n")]) + "\n\n"
