"""The entries of the menu, and links whose addresses only the database knows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Text


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """`shown(user)` decides; `url_name` is reversed without arguments; lower `order` stands first.

    In the frame of members entries of one `group` stand together under `icon` (Lucide, or ours). `dock` above nought is
    the rank for one of the four places on phones, where `docked(user)` agrees. `count(user)` is the number beside the
    entry, which news name by `counts`; without `count` it is the one of that name in numbers_for. `children(user)`
    stand under it on wide screens. `key` is the letter that leads here after a g (static/js/keys.js); no other entry
    has it.
    """

    label: Text
    url_name: str
    order: int
    shown: Callable[[Any], bool] = lambda _user: True
    area: str = "main"
    icon: str = "circle"
    group: str = ""
    dock: int = 0
    docked: Callable[[Any], bool] = lambda _user: True
    count: Callable[[Any], int] | None = None
    counts: str = ""
    children: Callable[[Any], Iterable["MenuLink"]] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry whose address only the database knows. `name` lets another room find it: "rules", "privacy".

    `lang` is the language of a label that people wrote.
    """

    label: Text
    url: str
    order: int = 0
    name: str = ""
    counts: str = ""
    count: int = 0
    lang: str = ""


LinkSource = Callable[[Any], Iterable[MenuLink]]
NumberSource = Callable[[Any], Mapping[str, int]]
_entries: list[MenuEntry] = []
_links: list[tuple[str, LinkSource]] = []
_numbers: list[NumberSource] = []


def add_menu(entry: MenuEntry) -> None:
    _entries.append(entry)


def add_links(source: LinkSource, *, area: str) -> None:
    """Entries that change while the site runs; `source(user)` is called once a page."""
    _links.append((area, source))


def add_numbers(source: NumberSource) -> None:
    """Numbers beside entries, by their names (MenuEntry.counts); `source(user)` is called once a page."""
    _numbers.append(source)


def menu_for(user: Any, area: str = "main") -> list[MenuEntry]:
    return sorted((e for e in _entries if e.area == area and e.shown(user)), key=lambda e: e.order)


def links_for(user: Any, area: str = "main") -> list[MenuLink]:
    return [link for its_area, source in _links if its_area == area for link in source(user)]


def numbers_for(user: Any) -> dict[str, int]:
    return {name: number for source in _numbers for name, number in source(user).items()}
