"""What a restored backup must not undo, such as the erasure of an account: core.server.after_restore does it again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lasting:
    """`done()`: the keys of everything of this kind that the present database knows to be done; `undone(keys)`: those
    of them that the restored database shows as not done; `again(key)` does one of these once more.
    """

    name: str
    done: Callable[[], Iterable[str]]
    undone: Callable[[Iterable[str]], Iterable[str]]
    again: Callable[[str], None]


_lasting: list[Lasting] = []


def add_lasting(lasting: Lasting) -> None:
    _lasting.append(lasting)


def lasting() -> tuple[Lasting, ...]:
    return tuple(_lasting)
