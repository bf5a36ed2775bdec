"""What a page offers to do first: its main buttons, which stand out in blue, or in gold on the night.

What opens first (a row, a menu, a dialog, a sheet) has a main button of its own, and is left out here.
"""

from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
MAIN: Final = frozenset(("btn-1", "btn-gold"))


def main_deeds(html: str, marks: frozenset[str] = MAIN) -> list[str]:
    """The words of the buttons with one of these marks that everybody sees in the body of the page."""
    return [" ".join("".join(words).split()) for words in _Deeds(html, marks).found]


class _Deeds(HTMLParser):
    def __init__(self, html: str, marks: frozenset[str]) -> None:
        super().__init__()
        self._marks = marks
        self._open: list[tuple[str, dict[str, str]]] = []
        self._words: list[str] | None = None
        self.found: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        classes = set(said.get("class", "").split())
        if tag not in VOID:
            self._open.append((tag, said))
        if classes & self._marks and "vh" not in classes and self._is_seen():
            self._words = []
            self.found.append(self._words)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes of pictures, and what the page writes closed in itself: never a button."""

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _said in self._open):
            if self._open.pop()[0] == tag:
                break
        if tag in {"a", "button"}:
            self._words = None

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def _is_seen(self) -> bool:
        names = [name for name, _said in self._open]
        if "main" not in names:
            return False
        for place, (name, said) in enumerate(self._open):
            if name in {"template", "dialog"} or said.keys() & {"hidden", "popover"}:
                return False
            if name == "details" and "open" not in said and "summary" not in names[place:]:
                return False
        return True
