"""The page Today: what waits for a person, where they work, their first steps, and ideas where nothing waits."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from core.errors import Text
from core.policy import TODAY_SOON

FAR: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A few words without which a deed is none: the name of the field, its label, how many letters it takes."""

    name: str
    label: Text
    most: int


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What is done in place: a form with these fields, sent to `url`, which comes back to Today. One click does it;
    where it `asks` for words, the row opens for them.
    """

    url: str
    word: Text
    fields: Mapping[str, Text] = field(default_factory=dict)
    asks: Asked | None = None


@dataclass(frozen=True, slots=True)
class TodayItem:
    """What waits (`text`), `why` it waits, until when, and how many `minutes` it takes. The lower `order` weighs more.

    A row may stand for a whole pile: `count` is how many matters it is, nought where another row counts them already
    and where it `waits_for_others`. `desk`: of an office's pile. `do` is the word of its button, which leads to `do_at`
    where that is another page than `url`; `at_once` does it without another page.
    """

    text: Text
    url: str
    order: int = 50
    why: Text = ""
    due: datetime | None = None
    count: int = 1
    desk: bool = False
    icon: str = "circle-alert"
    do: Text = ""
    do_at: str = ""
    minutes: int = 5
    at_once: AtOnce | None = None
    waits_for_others: bool = False

    def state(self, now: datetime) -> str:
        """late, soon or nothing."""
        left = (self.due or FAR) - now
        return "late" if left < timedelta(0) else "soon" if left < TODAY_SOON else ""

    def place(self) -> tuple[datetime, int]:
        """The sorting key: what is due first, late or not; then what has no day, by weight."""
        return (self.due or FAR, self.order)


@dataclass(frozen=True, slots=True)
class Idea:
    """What one could do when nothing waits."""

    text: Text
    url: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a person works with others: its title, who is there, what was said last, and how much is unread."""

    title: Text
    url: str
    lang: str = ""
    with_whom: Text = ""
    by: Text = ""
    last: Text = ""
    last_lang: str = ""
    counts: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the steps of somebody new; it ticks itself."""

    text: Text
    url: str
    done: bool
    order: int = 50


_sources: list[Callable[[Any], Iterable[TodayItem]]] = []
_ideas: list[Callable[[Any], Iterable[Idea]]] = []
_workplaces: list[Callable[[Any], Iterable[Workplace]]] = []
_steps: list[Callable[[Any], Iterable[FirstStep]]] = []


def add_today(source: Callable[[Any], Iterable[TodayItem]]) -> None:
    _sources.append(source)


def add_ideas(source: Callable[[Any], Iterable[Idea]]) -> None:
    _ideas.append(source)


def add_workplaces(source: Callable[[Any], Iterable[Workplace]]) -> None:
    _workplaces.append(source)


def add_first_steps(source: Callable[[Any], Iterable[FirstStep]]) -> None:
    _steps.append(source)


def today_for(user: Any) -> list[TodayItem]:
    """What waits, what is due first before the rest."""
    items = [item for source in _sources for item in source(user)]
    return sorted(items, key=TodayItem.place)


def ideas_for(user: Any) -> list[Idea]:
    return sorted((idea for source in _ideas for idea in source(user)), key=lambda idea: idea.order)


def workplaces_of(user: Any) -> list[Workplace]:
    return [place for source in _workplaces for place in source(user)]


def first_steps_of(user: Any) -> list[FirstStep]:
    """Nothing once all are done."""
    steps = sorted((step for source in _steps for step in source(user)), key=lambda step: step.order)
    return [] if all(step.done for step in steps) else steps
