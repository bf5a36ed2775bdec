"""Normalises words for comparison."""

import re
import unicodedata
from typing import Final

from core.text.homoglyphs import repair_lookalikes

# Soft hyphen, zero-width characters, all bidi controls, variation selectors: no reader sees them.
_UNSEEN: Final = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def normalise(text: str) -> str:
    """NFC, small letters, ё as е, nothing unseen, look-alikes repaired, white space collapsed."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    # Repair before case folding: capital K is a look-alike of К, small k of nothing.
    small = unicodedata.normalize("NFC", repair_lookalikes(seen).casefold())
    return " ".join(repair_lookalikes(small).replace("ё", "е").split())
