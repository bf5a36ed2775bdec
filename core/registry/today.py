"""The page Today: what waits for a person, and ideas where nothing waits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from core.errors import Text
from core.policy import TODAY_SOON

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
        return "late" if left < timedelta(0) else "soon" if left < TODAY_SOON else ""

    def place(self, now: datetime) -> tuple[int, int, datetime]:
        """The sorting key: late ones first, then those due soon, then by weight; of equal ones the earlier due."""
        return (("late", "soon", "").index(self.state(now)), self.order, self.due or FAR)


@dataclass(frozen=True, slots=True)
class Idea:
    """What one could do when nothing waits."""

    text: Text
    url: str
    order: int = 50


_sources: list[Callable[[Any], Iterable[TodayItem]]] = []
_ideas: list[Callable[[Any], Iterable[Idea]]] = []


def add_today(source: Callable[[Any], Iterable[TodayItem]]) -> None:
    _sources.append(source)


def add_ideas(source: Callable[[Any], Iterable[Idea]]) -> None:
    _ideas.append(source)


def today_for(user: Any) -> list[TodayItem]:
    """What waits, the most pressing first."""
    now = timezone.now()
    items = [item for source in _sources for item in source(user)]
    return sorted(items, key=lambda item: item.place(now))


def ideas_for(user: Any) -> list[Idea]:
    return sorted((idea for source in _ideas for idea in source(user)), key=lambda idea: idea.order)
