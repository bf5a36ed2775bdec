"""Chores: what core.server.housekeeping does at intervals."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chore:
    """`do()` is called `every` so many seconds. Several processes may call it at once, and twice: it is idempotent."""

    name: str
    every: float
    do: Callable[[], object]


_chores: list[Chore] = []


def add_chore(chore: Chore) -> None:
    _chores.append(chore)


def chores() -> tuple[Chore, ...]:
    return tuple(_chores)
