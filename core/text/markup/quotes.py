"""Quotes: lines behind ">". One whose first line is # and the code of a post carries a mark, <cite>code</cite>.

It becomes a link when the page is made: then numbers, names and what may be seen are those of that moment.
"""

import re
from collections.abc import Callable
from typing import Final

from markdown_it.rules_block import StateBlock

from core.text.markup.lines import line_of

DEEPEST: Final = 3
CODE: Final = "[abcdefghjkmnpqrstuvwxyz]{10}"
CITED: Final = re.compile(rf"<cite>({CODE})</cite>")
_OF_POST: Final = re.compile(rf"#({CODE})\s*")


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Only lines that bear the mark are quoted: an answer below them is the answer, also without a blank line."""
    if not line_of(state, start).startswith(">"):
        return False
    if silent:
        return True
    rows = []
    at = start
    while at < end and (row := line_of(state, at)).startswith(">"):
        rows.append(row[1:].removeprefix(" "))
        at += 1
    state.line = at
    _push(state, rows)
    return True


def _push(state: StateBlock, rows: list[str]) -> None:
    depth = state.env.get("depth", 0)
    state.push("blockquote_open", "blockquote", 1)
    if rows and (of := _OF_POST.fullmatch(rows[0])):
        state.push("cite", "cite", 0).content = of[1]
        rows = rows[1:]
    if depth + 1 >= DEEPEST:
        rows = [row.lstrip("> ") for row in rows]
    inner = {**state.env, "depth": depth + 1, "unclosed": set()}
    state.md.block.parse("\n".join(rows), state.md, inner, state.tokens)
    state.push("blockquote_close", "blockquote", -1)


def with_cites(made: str, link: Callable[[str], str]) -> str:
    """The marks of quotes made into links; `link(code)` gives safe HTML, or nothing."""
    return CITED.sub(lambda found: link(found[1]), made) if "<cite>" in made else made


def cited(made: str) -> list[str]:
    return CITED.findall(made) if "<cite>" in made else []
