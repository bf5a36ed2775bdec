"""The frame of every page: which entries stand in the rail, the dock, the sheet More, the avatar menu and the foot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language

from core.errors import Text
from core.registry import MenuEntry, links_for, menu_for, numbers_for

DOCK_PLACES: Final = 4  # and More


@dataclass(frozen=True, slots=True)
class ShellEntry:
    """An entry as a template draws it. `counts` names the number for news ("" where nothing is counted)."""

    url: str
    label: Text
    icon: str = ""
    current: bool = False
    counts: str = ""
    count: int = 0
    lang: str = ""
    children: tuple["ShellEntry", ...] = ()
    key: str = ""

    @property
    def holds(self) -> bool:
        """The current one, or one of its children is: on phones, where no children stand, it is marked for them."""
        return self.current or any(child.current for child in self.children)


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a member. `here` is the place of this page; `at_place`: this is the page of the place itself."""

    groups: list[list[ShellEntry]]
    dock: list[ShellEntry]
    more: list[ShellEntry]
    me: list[ShellEntry]
    bell: ShellEntry | None
    here: ShellEntry | None
    at_place: bool

    @property
    def jumps(self) -> list[ShellEntry]:
        """The entries that a letter leads to, in the order of the rail."""
        return [entry for group in self.groups for entry in group if entry.key] + ([self.bell] if self.bell else [])

    @property
    def more_here(self) -> bool:
        return any(entry.holds for entry in (*self.more, *self.me))


def entries_of(request: HttpRequest, area: str) -> list[ShellEntry]:
    """The plain entries of an area, those of the database too. The longest fitting address is the current one."""
    user = getattr(request, "user", None)
    entries = [(entry.order, address_of(entry), entry.label) for entry in menu_for(user, area)]
    entries += [(link.order, link.url, link.label) for link in links_for(user, area)]
    links = [(url, label) for _order, url, label in sorted(entries, key=lambda entry: entry[0]) if url]
    here = _current(request.path, (url for url, _label in links))
    return [ShellEntry(url, label, current=url == here) for url, label in links]


def shell_of(request: HttpRequest) -> Shell:
    """For a person who is signed in. Numbers are asked here, once a page."""
    numbers = numbers_for(request.user)
    drawn = {entry: _drawn(entry, url, request, numbers) for entry, url in _offered(request, "main")}
    mine = [ShellEntry(url, entry.label, entry.icon) for entry, url in _offered(request, "account")]
    bells = [ShellEntry(url, entry.label, entry.icon, key=entry.key) for entry, url in _offered(request, "bell")]
    every = [*drawn.values(), *(child for shown in drawn.values() for child in shown.children), *mine, *bells]
    url = _current(request.path, (entry.url for entry in every))
    drawn = {entry: _marked(shown, url) for entry, shown in drawn.items()}
    ranked = sorted((entry for entry in drawn if entry.dock and entry.docked(request.user)), key=lambda e: e.dock)
    docked = ranked[:DOCK_PLACES]
    own = {entry.url for entry in mine}
    return Shell(
        groups=[[drawn[entry] for entry in group] for _name, group in groupby(drawn, key=lambda entry: entry.group)],
        dock=[drawn[entry] for entry in docked],
        more=[shown for entry, shown in drawn.items() if entry not in docked and shown.url not in own],
        me=[_marked(entry, url) for entry in mine],
        bell=next((_marked(entry, url) for entry in bells), None),
        here=next((entry for entry in every if entry.url == url), None),
        at_place=request.path == url,
    )


def _offered(request: HttpRequest, area: str) -> list[tuple[MenuEntry, str]]:
    return [(entry, url) for entry in menu_for(request.user, area) if (url := address_of(entry))]


def _drawn(entry: MenuEntry, url: str, request: HttpRequest, numbers: Mapping[str, int]) -> ShellEntry:
    links = entry.children(request.user) if entry.children else ()
    children = tuple(
        ShellEntry(link.url, link.label, counts=link.counts, count=link.count, lang=link.lang) for link in links
    )
    count = entry.count(request.user) if entry.count else numbers.get(entry.counts, 0)
    return ShellEntry(url, entry.label, entry.icon, counts=entry.counts, count=count, children=children, key=entry.key)


def _marked(entry: ShellEntry, url: str) -> ShellEntry:
    children = tuple(_marked(child, url) for child in entry.children)
    return replace(entry, current=entry.url == url, children=children)


def _current(path: str, urls: Iterable[str]) -> str:
    """The longest of `urls` that `path` lies under."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def address_of(entry: MenuEntry) -> str:
    return _address(entry.url_name, get_language(), get_urlconf())


@cache
def _address(url_name: str, _language: str | None, urlconf: str | None) -> str:
    """Asked for each entry of every page, and always the same; "" for what this installation does not have."""
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
