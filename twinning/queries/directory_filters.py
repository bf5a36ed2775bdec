"""What a reader asks the directory for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.errors import Text
from core.language.text_lengths import SearchedText

CHOSEN: Final = ("state", "country", "region", "kind", "level", "language", "theme")


@dataclass(frozen=True, slots=True)
class DirectoryFilters(SearchedText):
    """What the reader asked for. Values of one filter are alternatives, filters add up."""

    text: str = ""
    fault: Text = ""
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    state: tuple[str, ...] = ()

    @classmethod
    def read(cls, values: Mapping[str, Sequence[str]], *, text: str = "", fault: Text = "") -> "DirectoryFilters":
        """`fault` says why `text` cannot be searched for; it is shown again nevertheless."""
        return cls(text=text, fault=fault, **{name: tuple(values.get(name, ())) for name in CHOSEN})

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(name, value) for name in CHOSEN for value in getattr(self, name)]
