"""The queues of the desk: what waits for the decision of an office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.errors import Text


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """`count(user)`: the open items that this office may decide; `due(user)`: when the first of them is due."""

    label: Text
    url_name: str
    order: int
    shown: Callable[[Any], bool]
    count: Callable[[Any], int]
    due: Callable[[Any], datetime | None] | None = None


_queues: list[DeskQueue] = []


def add_desk(queue: DeskQueue) -> None:
    _queues.append(queue)


def has_desk(user: Any) -> bool:
    return any(queue.shown(user) for queue in _queues)


def desk_for(user: Any) -> list[DeskQueue]:
    return sorted((q for q in _queues if q.shown(user)), key=lambda q: q.order)
