"""What the rules of blocks share: one line, and what it may begin."""

import re
from typing import Final

from markdown_it.rules_block import StateBlock

BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*•])[ \t]+(?=\S)")
# A year is no number of a list: three figures at most.
NUMBER: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[0-9]{1,3})[.)][ \t]+(?=\S)")
FENCE: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,})[ \t]*(?P<language>[A-Za-z0-9+#._-]{0,20})[ \t]*")


def line_of(state: StateBlock, at: int) -> str:
    """With its indentation."""
    return state.src[state.bMarks[at] : state.eMarks[at]]


def width(indent: str) -> int:
    return len(indent.expandtabs(4))
