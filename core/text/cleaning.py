"""Cleaning of text from outside before it is stored: normal form, no control characters, no bidi tricks."""

import re
import unicodedata
from typing import Final

# NUL makes PostgreSQL fail, lone surrogates cannot be encoded at all, overrides and isolates make a name
# read as another one, tag characters hide text nobody sees. LRM, RLM and the joiners stay: scripts need them.
# Two of these are kept where they can do no harm: tags that make a flag (England, Scotland, Wales), and in texts of
# several lines isolates that close on their line, by which Arabic or Hebrew stands within Kyrgyz.
_NEVER: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]",
)
_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE: Final = re.compile(r"\s")
# A black flag, the letters of a region and the mark of the end: no more than fits into one.
FLAG: Final = re.compile("(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_ISOLATE: Final = re.compile("[\u2066-\u2069\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CLOSES: Final = "\u2069"
_DEEPEST: Final = 8


def clean(text: str, *, multiline: bool = False) -> str:
    """The text as it may be stored and shown: NFC, without control and bidi characters, without outer space.

    One line unless `multiline`, which keeps line ends (as \\n), tabs and isolates that close on their line.
    """
    stay = _kept_of_unseen(text, isolates=multiline)
    kept = _LINE_END.sub("\n", _NEVER.sub(lambda found: found[0] if found.start() in stay else "", text))
    if not multiline:
        kept = _SPACE.sub(" ", kept)
    return unicodedata.normalize("NFC", kept.replace("\x1f", " ")).strip()


def _kept_of_unseen(text: str, *, isolates: bool) -> set[int]:
    """Where something stands that is taken away elsewhere."""
    if text.isascii():
        return set()
    kept = {at for found in FLAG.finditer(text) for at in range(*found.span())}
    return kept | _closed(text) if isolates else kept


def _closed(text: str) -> set[int]:
    """Both ends of each isolate that closes on its line."""
    kept: set[int] = set()
    opened: list[int] = []
    for found in _ISOLATE.finditer(text):
        if not "\u2066" <= found[0] <= _CLOSES:
            opened.clear()
        elif found[0] != _CLOSES:
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            if len(opened) < _DEEPEST:
                kept |= {start, found.start()}
    return kept
