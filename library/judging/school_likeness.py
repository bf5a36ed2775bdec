"""Whether two schools are of one kind, by three facts: town or village, one shift or more, how large their classes are.

What is not known of a school agrees with nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from library.policy import ALIKE_IN, LARGE_CLASS, SMALL_CLASS


@dataclass(frozen=True, slots=True)
class SchoolKind:
    """`size` is 0 for small classes, 1, or 2 for large ones."""

    town: bool | None = None
    shifts: bool | None = None
    size: int | None = None

    @property
    def facts(self) -> tuple[int | None, ...]:
        return (self.town, self.shifts, self.size)

    @property
    def known(self) -> bool:
        """Enough to be compared with others at all."""
        return sum(fact is not None for fact in self.facts) >= ALIKE_IN


def kind_of(*, town: bool | None, classes: Collection[tuple[int, int]]) -> SchoolKind:
    """`classes`: shift and size of each."""
    if not classes:
        return SchoolKind(town)
    average = sum(size for _shift, size in classes) / len(classes)
    size = 0 if average <= SMALL_CLASS else 1 if average <= LARGE_CLASS else 2
    return SchoolKind(town, any(shift > 1 for shift, _size in classes), size)


def alike(ours: SchoolKind, theirs: SchoolKind) -> bool:
    pairs = zip(ours.facts, theirs.facts, strict=True)
    return sum(a is not None and a == b for a, b in pairs) >= ALIKE_IN
