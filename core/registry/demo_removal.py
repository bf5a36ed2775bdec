"""What the demo may have planted in each room, for core.server.demo_removal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Candidates = Callable[[], Iterable[Any]]
Before = Callable[[Any], object]
After = Callable[[], object]
_remains: list[tuple[Candidates, Before | None]] = []
_afters: list[After] = []


def add_demo_remains(querysets: Candidates, *, before: Before | None = None, after: After | None = None) -> None:
    """`querysets()` names the candidates of a room, leaves first; core.server.demo_removal keeps those on which
    something real hangs. `before(thing)` runs before a thing is deleted, `after()` once the things of all rooms are
    gone and their people are still there.
    """
    _remains.append((querysets, before))
    if after is not None:
        _afters.append(after)


def demo_remains() -> Iterator[tuple[Any, Before | None]]:
    """The highest room first, because it stands on the lower ones."""
    for querysets, before in reversed(_remains):
        for things in querysets():
            yield things, before


def after_demo_remains() -> Iterator[After]:
    yield from reversed(_afters)
