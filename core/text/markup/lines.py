"""Shared by the block rules: one line, and which blocks it may begin."""

import re
from typing import Final

from markdown_it.rules_block import StateBlock

# The round mark is nothing else than one of a list, so that it needs no space.
BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?:(?P<mark>[-*])[ \t]+(?=\S)|•[ \t]*(?=[^\s•]))")
# A year is no number of a list: three figures at most. Neither is 007, which a browser would show as 7.
NUMBER: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>0|[1-9][0-9]{0,2})[.)][ \t]+(?=\S)")
FENCE: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,})[ \t]*(?P<language>[A-Za-z0-9+#._-]{0,20})[ \t]*")


def line_of(state: StateBlock, at: int) -> str:
    """With its indentation."""
    return state.src[state.bMarks[at] : state.eMarks[at]]


def width(indent: str) -> int:
    return len(indent.expandtabs(4))
