"""The world as the site draws it: Robinson projection, towns as dots, partnerships as arcs.

scripts/draw_worldmap.py weaves the land with the same numbers, so that dots fall where they belong.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from core.kit.map_arcs import Point, arc, points_on
from core.kit.map_labels import CENTRE, END, Box, Label, Letters, Town, labels

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

# As wide as the letters of static/css/world.css are at most, in units of the map.
LETTERS: Final = Letters(8.2, 16.0, 4.0)
SMALL_LETTERS: Final = Letters(3.7, 7.0, 2.5)
DOT: Final = 2.6

WORLD_BOX: Final = "92 -6 872 412"
EURASIA_BOX: Final = "440 14 430 173"


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
    middle: bool = False


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
    reach: str = ""


# On a phone the map is cut off at both sides, so far as no bridge ends beyond: (name, first x, last x).
REACHES: Final = (("", 500.0, 820.0), ("map-mid", 405.0, 820.0))
WHOLE: Final = "map-whole"
NEWEST: Final = 3


def world(
    *,
    label: str,
    pairs: Iterable[tuple[Place, Place]] = (),
    places: Iterable[Place] = (),
    box: str = WORLD_BOX,
    home: str = "",
) -> World:
    """The newest pairs first: three of them are drawn stronger. A place that stands in several pairs gets one dot.

    `home` is the name of the ring around the places at home.
    """
    pairs = list(pairs)
    towns = list(dict.fromkeys([*places, *(place for pair in pairs for place in pair)]))
    bridges = [Bridge(arc(_at(a), _at(b)), rank < NEWEST) for rank, (a, b) in enumerate(pairs)]
    dots = [Dot(*_text(_at(town)), town.home) for town in towns]
    small = box != WORLD_BOX
    ring, radius = _round_home([_at(town) for town in towns if town.home])
    named = [_town(town, _westward(pairs)) for town in towns]
    if ring and home:
        named.insert(0, Town(ring, home, radius, below=True))
    arcs = [point for a, b in pairs for point in points_on(_at(a), _at(b))]
    letters = SMALL_LETTERS if small else LETTERS
    found = labels(named, letters=letters, frame=_frame(box), dots=[_at(town) for town in towns], dot=DOT, arcs=arcs)
    shown = Dot(*_text(ring), home=True) if ring else None
    reach = _reach([_at(town)[0] for town in towns])
    return World(label, box, small, bridges, dots, [_name(one) for one in found], shown, f"{radius:.1f}", reach)


def _town(place: Place, westward: set[Place]) -> Town:
    return Town(_at(place), place.name, DOT, west=place in westward, below=place.home)


def _name(label: Label) -> Name:
    return Name(*_text(label.at), label.text, label.anchor == END, label.anchor == CENTRE)


def _frame(box: str) -> Box:
    left, top, width, height = map(float, box.split())
    return Box(left, top, left + width, top + height)


def _reach(xs: list[float]) -> str:
    if not xs:
        return ""
    fitting = (name for name, first, last in REACHES if first <= min(xs) and max(xs) <= last)
    return next(fitting, WHOLE)


def _westward(pairs: Iterable[tuple[Place, Place]]) -> set[Place]:
    """Towns whose arc leaves to the east: their labels stand to the west of them."""
    return {a if project(a.lon, a.lat)[0] < project(b.lon, b.lat)[0] else b for a, b in pairs}


def _round_home(homes: list[Point]) -> tuple[Point | None, float]:
    if not homes:
        return None, 0.0
    x, y = (sum(point[axis] for point in homes) / len(homes) for axis in (0, 1))
    radius = max(math.hypot(px - x, py - y) for px, py in homes) + 8
    return (x, y), radius


def _at(place: Place) -> Point:
    return project(place.lon, place.lat)


def _text(point: Point) -> tuple[str, str]:
    return f"{point[0]:.1f}", f"{point[1]:.1f}"
