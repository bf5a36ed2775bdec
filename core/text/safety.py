"""What every text from outside passes before it is kept."""

import re
import unicodedata
from typing import Final

# NUL makes PostgreSQL fail, lone surrogates cannot be encoded at all, overrides and isolates make a name
# read as another one, tag characters hide text nobody sees. LRM, RLM and the joiners stay: scripts need them.
_NEVER: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]",
)
_LINE_END: Final = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE: Final = re.compile(r"\s")


def clean(text: str, *, multiline: bool = False) -> str:
    """The text as it may be stored and shown: NFC, without control and bidi characters, without outer space.

    One line unless `multiline`, which keeps line ends (as \\n) and tabs.
    """
    kept = _LINE_END.sub("\n", _NEVER.sub("", text))
    if not multiline:
        kept = _SPACE.sub(" ", kept)
    return unicodedata.normalize("NFC", kept.replace("\x1f", " ")).strip()
