"""The entries of the menu, and links whose addresses only the database knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.errors import Text


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """`shown(user)` decides; `url_name` is reversed without arguments; lower `order` stands first."""

    label: Text
    url_name: str
    order: int
    shown: Callable[[Any], bool] = lambda _user: True
    area: str = "main"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry whose address only the database knows. `name` lets another room find it: "rules", "privacy"."""

    label: Text
    url: str
    order: int
    name: str = ""


LinkSource = Callable[[Any], Iterable[MenuLink]]
_entries: list[MenuEntry] = []
_links: list[tuple[str, LinkSource]] = []


def add_menu(entry: MenuEntry) -> None:
    _entries.append(entry)


def add_links(source: LinkSource, *, area: str) -> None:
    """Entries that change while the site runs; `source(user)` is called once a page."""
    _links.append((area, source))


def menu_for(user: Any, area: str = "main") -> list[MenuEntry]:
    return sorted((e for e in _entries if e.area == area and e.shown(user)), key=lambda e: e.order)


def links_for(user: Any, area: str = "main") -> list[MenuLink]:
    return [link for its_area, source in _links if its_area == area for link in source(user)]
