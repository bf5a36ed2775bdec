"""What high rooms offer to low ones, registered in `apps.ready()`: menu, Today, desk queues, personal data.

So the lower rooms show what the higher rooms hold without importing them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

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


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """One pile on the desk: `count(user)` open items that this office may decide; `due(user)`: the first one's time."""

    label: Text
    url_name: str
    order: int
    shown: Callable[[Any], bool]
    count: Callable[[Any], int]
    due: Callable[[Any], datetime | None] | None = None


SOON: Final = timedelta(days=2)
FAR: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TodayItem:
    """What waits (`text`), `why` it waits, until when. The lower `order` weighs more. A row may stand for a whole pile:
    `count` is how many matters it is, nought where another row counts them already.
    """

    text: Text
    url: str
    order: int = 50
    why: Text = ""
    due: datetime | None = None
    count: int = 1

    def state(self, now: datetime) -> str:
        """late, soon or nothing."""
        left = (self.due or FAR) - now
        return "late" if left < timedelta(0) else "soon" if left < SOON else ""

    def place(self, now: datetime) -> tuple[int, int, datetime]:
        """Late ones first, then those due soon, then by weight; of equal ones the earlier due."""
        return (("late", "soon", "").index(self.state(now)), self.order, self.due or FAR)


@dataclass(frozen=True, slots=True)
class Idea:
    """What one could do when nothing waits."""

    text: Text
    url: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class Chore:
    """What housekeeping does again and again. Several processes may do it at once, and twice: it must not mind."""

    name: str
    every: float
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that holds in every sound database; `faults()` says what is wrong, in English, for the console."""

    name: str
    faults: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Lasting:
    """What must stay done though an older database comes back: `done()` are the keys of all that this database knows
    of, `again(key)` does it once more where it is undone, `undone(keys)` are those where it is.
    """

    name: str
    done: Callable[[], Iterable[str]]
    undone: Callable[[Iterable[str]], Iterable[str]]
    again: Callable[[str], None]


@dataclass(slots=True)
class _Registry:
    menu: list[MenuEntry] = field(default_factory=list)
    links: list[tuple[str, Callable[[Any], Iterable[MenuLink]]]] = field(default_factory=list)
    desk: list[DeskQueue] = field(default_factory=list)
    today: list[Callable[[Any], Iterable[TodayItem]]] = field(default_factory=list)
    ideas: list[Callable[[Any], Iterable[Idea]]] = field(default_factory=list)
    chores: list[Chore] = field(default_factory=list)
    exporters: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    erasers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    topics: dict[str, Callable[[Any, str], bool]] = field(default_factory=dict)
    proofs: list[Proof] = field(default_factory=list)
    lasting: list[Lasting] = field(default_factory=list)
    remains: list[tuple[Callable[[], Iterable[Any]], Callable[[Any], object] | None]] = field(default_factory=list)


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


def add_ideas(source: Callable[[Any], Iterable[Idea]]) -> None:
    _registry.ideas.append(source)


def add_chore(chore: Chore) -> None:
    _registry.chores.append(chore)


def add_personal_data(
    room: str, *, exporter: Callable[[Any], Any], eraser: Callable[[Any], None] | None = None
) -> None:
    """`exporter(user)` gives what JSON can hold; `eraser(user)` runs inside the transaction of the erasure."""
    _registry.exporters[room] = exporter
    if eraser is not None:
        _registry.erasers[room] = eraser


def add_demo_remains(querysets: Callable[[], Iterable[Any]], *, before: Callable[[Any], object] | None = None) -> None:
    """What the demo may have planted in a room, leaves first: `querysets()` names the candidates,
    core.server.demo_removal keeps those on which something real hangs. `before(thing)` runs before a thing goes."""
    _registry.remains.append((querysets, before))


def add_topic(prefix: str, may_follow: Callable[[Any, str], bool]) -> None:
    """Socket topics `prefix:rest`; `may_follow(user, rest)` is asked at each subscription and again each minute."""
    _registry.topics[prefix] = may_follow


def add_proof(proof: Proof) -> None:
    _registry.proofs.append(proof)


def add_lasting(lasting: Lasting) -> None:
    _registry.lasting.append(lasting)


def menu_for(user: Any, area: str = "main") -> list[MenuEntry]:
    return sorted((e for e in _registry.menu if e.area == area and e.shown(user)), key=lambda e: e.order)


def links_for(user: Any, area: str = "main") -> list[MenuLink]:
    return [link for its_area, source in _registry.links if its_area == area for link in source(user)]


def desk_for(user: Any) -> list[DeskQueue]:
    return sorted((q for q in _registry.desk if q.shown(user)), key=lambda q: q.order)


def today_for(user: Any) -> list[TodayItem]:
    """What waits, the most pressing first."""
    now = timezone.now()
    items = [item for source in _registry.today for item in source(user)]
    return sorted(items, key=lambda item: item.place(now))


def ideas_for(user: Any) -> list[Idea]:
    return sorted((idea for source in _registry.ideas for idea in source(user)), key=lambda idea: idea.order)


def chores() -> tuple[Chore, ...]:
    return tuple(_registry.chores)


def exporters() -> dict[str, Callable[[Any], Any]]:
    return dict(_registry.exporters)


def erasers() -> dict[str, Callable[[Any], None]]:
    return dict(_registry.erasers)


def proofs() -> tuple[Proof, ...]:
    return tuple(_registry.proofs)


def lasting() -> tuple[Lasting, ...]:
    return tuple(_registry.lasting)


def demo_remains() -> Iterator[tuple[Any, Callable[[Any], object] | None]]:
    """The highest room first, because it stands on the lower ones."""
    for querysets, before in reversed(_registry.remains):
        for things in querysets():
            yield things, before


def may_follow(user: Any, topic: str) -> bool:
    prefix, _, rest = topic.partition(":")
    judge = _registry.topics.get(prefix)
    return judge is not None and judge(user, rest)
