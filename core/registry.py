"""What high rooms offer to low ones, registered in `apps.ready()`: menu, Today, desk queues, personal data.

So the lower rooms show what the higher rooms hold without importing them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
    """An entry whose address only the database knows."""

    label: Text
    url: str
    order: int


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """One pile on the desk: `count(user)` open items that this office may decide."""

    label: Text
    url_name: str
    order: int
    shown: Callable[[Any], bool]
    count: Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class TodayItem:
    text: Text
    url: str
    order: int = 50


@dataclass(slots=True)
class _Registry:
    menu: list[MenuEntry] = field(default_factory=list)
    links: list[tuple[str, Callable[[Any], Iterable[MenuLink]]]] = field(default_factory=list)
    desk: list[DeskQueue] = field(default_factory=list)
    today: list[Callable[[Any], Iterable[TodayItem]]] = field(default_factory=list)
    exporters: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    erasers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    topics: dict[str, Callable[[Any, str], bool]] = field(default_factory=dict)


_registry = _Registry()


def add_menu(entry: MenuEntry) -> None:
    _registry.menu.append(entry)


def add_links(source: Callable[[Any], Iterable[MenuLink]], *, area: str) -> None:
    """Entries that change while the site runs; asked once a page."""
    _registry.links.append((area, source))


def add_desk(queue: DeskQueue) -> None:
    _registry.desk.append(queue)


def add_today(source: Callable[[Any], Iterable[TodayItem]]) -> None:
    _registry.today.append(source)


def add_personal_data(
    room: str, *, exporter: Callable[[Any], Any], eraser: Callable[[Any], None] | None = None
) -> None:
    """`exporter(user)` gives what JSON can hold; `eraser(user)` runs inside the transaction of the erasure."""
    _registry.exporters[room] = exporter
    if eraser is not None:
        _registry.erasers[room] = eraser


def add_topic(prefix: str, may_follow: Callable[[Any, str], bool]) -> None:
    """Socket topics `prefix:rest`; `may_follow(user, rest)` is asked at each subscription and again each minute."""
    _registry.topics[prefix] = may_follow


def menu_for(user: Any, area: str = "main") -> list[MenuEntry]:
    return sorted((e for e in _registry.menu if e.area == area and e.shown(user)), key=lambda e: e.order)


def links_for(user: Any, area: str = "main") -> list[MenuLink]:
    return [link for its_area, source in _registry.links if its_area == area for link in source(user)]


def desk_for(user: Any) -> list[DeskQueue]:
    return sorted((q for q in _registry.desk if q.shown(user)), key=lambda q: q.order)


def today_for(user: Any) -> list[TodayItem]:
    return sorted((item for source in _registry.today for item in source(user)), key=lambda item: item.order)


def exporters() -> dict[str, Callable[[Any], Any]]:
    return dict(_registry.exporters)


def erasers() -> dict[str, Callable[[Any], None]]:
    return dict(_registry.erasers)


def may_follow(user: Any, topic: str) -> bool:
    prefix, _, rest = topic.partition(":")
    judge = _registry.topics.get(prefix)
    return judge is not None and judge(user, rest)
