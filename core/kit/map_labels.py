"""Where the names of towns stand on a map: beside their dot, never upon another name or dot, off the arcs if it can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from core.kit.map_arcs import Point

START, CENTRE, END = "start", "centre", "end"


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, point: Point, round_: float = 0.0) -> bool:
        """Or half of a dot around it, beside the letters: above and below them a line has room for that."""
        across = self.left - round_ < point[0] < self.right + round_
        return across and self.top < point[1] < self.bottom

    def within(self, other: "Box") -> bool:
        inside = other.left <= self.left and self.right <= other.right
        return inside and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Letters:
    """Of the names: `wide` a letter at most, `high` a line; `air` between a dot and its name."""

    wide: float
    high: float
    air: float


@dataclass(frozen=True, slots=True)
class Town:
    """What has a name. `round`: of the dot, or the ring; `west`: the name stands at the left where it can."""

    at: Point
    name: str
    round: float = 0.0
    west: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """`at` is on the line of the letters, at the end that `anchor` says."""

    at: Point
    text: str
    anchor: str
    box: Box


# Steps from the dot, in widths of the air and in lines; and which end of the name stands there.
_SIDES: Final = {
    "east": (1.0, 0.0, START),
    "west": (-1.0, 0.0, END),
    "south": (0.0, 1.0, CENTRE),
    "north": (0.0, -1.0, CENTRE),
    "south-east": (0.7, 0.7, START),
    "south-west": (-0.7, 0.7, END),
    "north-east": (0.7, -0.7, START),
    "north-west": (-0.7, -0.7, END),
    "far south": (0.0, 2.0, CENTRE),
    "far north": (0.0, -2.0, CENTRE),
}
_FAR_SIDES: Final = ("far south", "far north")
FAR: Final = 12  # as much is a distance worth as so many covered points
_EASTWARD: Final = tuple(_SIDES)
_WESTWARD: Final = ("west", "east", "south", "north", "south-west", "north-west", *_EASTWARD[4:])
_BELOW: Final = ("south", "south-east", "south-west", *_EASTWARD)


def labels(
    towns: Iterable[Town],
    *,
    letters: Letters,
    frame: Box,
    dots: Sequence[Point] = (),
    dot: float = 0.0,
    arcs: Sequence[Point] = (),
) -> list[Label]:
    """One for each name, for the first towns before the last; a name for which no place is free is left out. `dot`:
    half of a dot's width.

    `arcs` are points on the lines. A name rather stands where it covers few of them, but not for that far from its dot.
    """
    placed: dict[str, Label] = {}
    for town in towns:
        if not town.name or town.name in placed:
            continue
        found = [
            (sum(label.box.holds(point) for point in arcs) + distance, rank, label)
            for rank, (distance, label) in enumerate(_around(town, letters))
            if not _covers(label.box, town, dots, dot) and _free(label.box, frame, placed.values())
        ]
        if found:
            placed[town.name] = min(found, key=lambda one: one[:2])[2]
    return list(placed.values())


def _around(town: Town, letters: Letters) -> list[tuple[int, Label]]:
    order = _BELOW if town.below else _WESTWARD if town.west else _EASTWARD
    return [(FAR if side in _FAR_SIDES else 0, _label(town, letters, *_SIDES[side])) for side in dict.fromkeys(order)]


def _label(town: Town, letters: Letters, across: float, down: float, anchor: str) -> Label:
    (x, y), wide = town.at, len(town.name) * letters.wide
    x += across * (letters.air + town.round)
    y += down * (letters.high * 0.5 + letters.air + town.round)
    left = {START: x, CENTRE: x - wide / 2, END: x - wide}[anchor]
    box = Box(left, y - letters.high / 2, left + wide, y + letters.high / 2)
    return Label((x, y + letters.high / 3.5), town.name, anchor, box)


def _covers(box: Box, town: Town, dots: Sequence[Point], round_: float) -> bool:
    return any(box.holds(dot, round_) for dot in dots if dot != town.at)


def _free(box: Box, frame: Box, others: Iterable[Label]) -> bool:
    return box.within(frame) and not any(box.meets(other.box) for other in others)
