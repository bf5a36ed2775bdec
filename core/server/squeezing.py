"""Sheets without what only people need: comments, indents, quotes around plain words. Values stay as written."""

import re
from typing import Final

_COMMENT_OR_TEXT: Final = re.compile(r"/\*.*?\*/|(\"(?:[^\"\\]|\\.)*\"|url\([^)]*\))", re.DOTALL)
_WORD: Final = re.compile(r"(\[[\w-]+[~|^$*]?=)\"([a-z][\w-]*)\"\]")
_SELECTOR: Final = re.compile(r"(?<=[{};])[^{};@]+(?={)|^[^{};@]+(?={)")


def squeezed(sheet: str) -> str:
    """The same rules in the same order. Sheets here hold no text with an apostrophe around it, and no nested rules."""
    kept: list[str] = []

    def aside(found: re.Match[str]) -> str:
        if found[1] is None:
            return " "
        kept.append(found[1])
        return f"\x00{len(kept) - 1}\x00"

    text = _COMMENT_OR_TEXT.sub(aside, _WORD.sub(r"\1\2]", sheet))
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<!:) ?([{};,]) ?", r"\1", text)
    text = re.sub(r"(@(?:media|supports)) \(", r"\1(", text)
    text = re.sub(r"(?<=[\w)]): (?=[^\s;])", ":", text)
    text = _SELECTOR.sub(lambda found: re.sub(r" ?([>+~]) ?", r"\1", found[0]), text)
    text = re.sub(r" ?/ ?(?=[\w.])|\) (?=var\(--dk)", lambda found: found[0].replace(" ", ""), text)
    text = text.replace(";}", "}").strip()
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)
