"""Bridges on a map: curves that rise with the distance."""

import math

Point = tuple[float, float]


def arc(a: Point, b: Point) -> str:
    """A bridge between two points of the map, as the d of a path; it rises with the distance."""
    (x1, y1), (x2, y2), (x, y) = a, b, _summit(a, b)
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _summit(a: Point, b: Point) -> Point:
    lift = min(0.42 * math.hypot(b[0] - a[0], b[1] - a[1]), 130)
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - lift


def points_on(a: Point, b: Point, count: int = 40) -> list[Point]:
    """Points of the bridge, its ends left out."""
    middle = _summit(a, b)
    shares = [(n + 1) / (count + 1) for n in range(count)]
    return [tuple(_along(t, a[axis], middle[axis], b[axis]) for axis in (0, 1)) for t in shares]  # type: ignore[misc]  # two


def _along(t: float, start: float, middle: float, end: float) -> float:
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
