"""The world as the site draws it: Robinson projection, towns as dots, partnerships as arcs.

scripts/draw_worldmap.py weaves the land with the same numbers, so that dots fall where they belong.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Robinson (1963), every five degrees from the equator to the pole.
X_TABLE: Final = (
    1, .9986, .9954, .99, .9822, .973, .96, .9427, .9216, .8962,
    .8679, .835, .7986, .7597, .7186, .6732, .6213, .5722, .5322,
)  # fmt: skip
Y_TABLE: Final = (
    0, .062, .124, .186, .248, .31, .372, .434, .4958, .5571,
    .6176, .6769, .7346, .7903, .8435, .8936, .9394, .9761, 1,
)  # fmt: skip
MIDDLE: Final = 11.0  # the meridian in the middle: the cut lies in the Bering Strait
WIDTH: Final = 1000.0
TOP: Final = 77.0
BOTTOM: Final = -56.0
RADIUS: Final = WIDTH / (2 * math.pi * 0.8487)

WORLD_BOX: Final = "92 -6 872 412"
EURASIA_BOX: Final = "440 14 430 173"

Point = tuple[float, float]


def _between(table: Sequence[float], latitude: float) -> float:
    step = min(int(abs(latitude) // 5), 17)
    share = (abs(latitude) - 5 * step) / 5
    return table[step] + (table[step + 1] - table[step]) * share


def _rise(latitude: float) -> float:
    return math.copysign(RADIUS * 1.3523 * _between(Y_TABLE, latitude), latitude)


def height(latitude: float) -> float:
    return _rise(TOP) - _rise(latitude)


def latitude_of(y: float) -> float:
    low, high = -90.0, 90.0
    for _ in range(50):
        half = (low + high) / 2
        low, high = (half, high) if height(half) > y else (low, half)
    return (low + high) / 2


def project(lon: float, lat: float) -> Point:
    """Degrees to units of the map, 1000 wide."""
    turn = (lon - MIDDLE + 180) % 360 - 180
    return WIDTH / 2 + RADIUS * 0.8487 * _between(X_TABLE, lat) * math.radians(turn), height(lat)


def arc(a: Point, b: Point) -> str:
    """A bridge between two points of the map, as the d of a path; it rises with the distance."""
    (x1, y1), (x2, y2) = a, b
    lift = min(0.42 * math.hypot(x2 - x1, y2 - y1), 130)
    return f"M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {(y1 + y2) / 2 - lift:.1f} {x2:.1f} {y2:.1f}"


@dataclass(frozen=True, slots=True)
class Place:
    """A town: degrees, and the name that stands beside it where there is room."""

    lon: float
    lat: float
    name: str = ""
    home: bool = False


# Numbers as text: a template in Russian would write 535,4.
@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    home: bool


@dataclass(frozen=True, slots=True)
class Name:
    x: str
    y: str
    text: str
    left: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    path: str
    new: bool


@dataclass(frozen=True, slots=True)
class World:
    """What components/map.html draws."""

    label: str
    box: str
    small: bool
    bridges: list[Bridge]
    dots: list[Dot]
    names: list[Name]
    ring: Dot | None
    ring_radius: str


NEWEST: Final = 3


def world(
    *, label: str, pairs: Iterable[tuple[Place, Place]] = (), places: Iterable[Place] = (), box: str = WORLD_BOX
) -> World:
    """The newest pairs first: three of them are drawn stronger. A place that stands in several pairs gets one dot."""
    pairs = list(pairs)
    towns = list(dict.fromkeys([*places, *(place for pair in pairs for place in pair)]))
    bridges = [Bridge(arc(_at(a), _at(b)), rank < NEWEST) for rank, (a, b) in enumerate(pairs)]
    dots = [Dot(*_text(_at(town)), town.home) for town in towns]
    small = box != WORLD_BOX
    names = _names(towns, westward=_westward(pairs), small=small)
    middle, radius = _round_home([_at(town) for town in towns if town.home])
    return World(label, box, small, bridges, dots, names, middle, radius)


def _westward(pairs: Iterable[tuple[Place, Place]]) -> set[Place]:
    """Towns whose arc leaves to the east: their labels stand to the west of them."""
    return {a if project(a.lon, a.lat)[0] < project(b.lon, b.lat)[0] else b for a, b in pairs}


def _round_home(homes: list[Point]) -> tuple[Dot | None, str]:
    if not homes:
        return None, "0"
    x, y = (sum(point[axis] for point in homes) / len(homes) for axis in (0, 1))
    radius = max(math.hypot(px - x, py - y) for px, py in homes) + 8
    return Dot(*_text((x, y)), home=True), f"{radius:.1f}"


def _at(place: Place) -> Point:
    return project(place.lon, place.lat)


def _text(point: Point) -> tuple[str, str]:
    return f"{point[0]:.1f}", f"{point[1]:.1f}"


def _names(towns: Iterable[Place], *, westward: set[Place], small: bool) -> list[Name]:
    """Each name once, on the side away from its bridge, below at home, left out where it would lie on another."""
    letter, line, gap = (3.6, 7.0, 4.0) if small else (6.6, 14.0, 7.0)
    taken: list[tuple[float, float, float]] = []
    names: dict[str, Name] = {}
    for town in towns:
        x, y = _at(town)
        y += line * 0.9 if town.home else 0
        wide = len(town.name) * letter
        away = town in westward and not town.home
        for left in (away, not away):
            start = x - gap - wide if left else x + gap
            free = all(abs(y - other) > line or start > end or start + wide < begin for begin, end, other in taken)
            if town.name and free and town.name not in names:
                taken.append((start, start + wide, y))
                names[town.name] = Name(f"{x - gap if left else x + gap:.1f}", f"{y + line / 3.5:.1f}", town.name, left)
    return list(names.values())
