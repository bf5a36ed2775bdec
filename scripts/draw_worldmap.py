"""Generates the land of the world map: rows of rounded strokes in the Robinson projection, one path.

    python scripts/draw_worldmap.py countries-110m.json > templates/components/world_land.svg

The file is the TopoJSON of Natural Earth's countries (public domain) from the npm package world-atlas: countries,
not land, because only between them the Caspian Sea is left open.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.kit.worldmap import BOTTOM, MIDDLE, height, latitude_of, project

STEP = 5.4
CAP = 1.6
SHORTEST = 1.2
SEAM = 0.5

Ring = list[tuple[float, float]]


def polygons(topology: dict[str, Any]) -> Iterator[list[Ring]]:
    """Each polygon of a country in degrees, arcs decoded (deltas, scale and offset; ~n is arc n backwards)."""
    (scale_x, scale_y), (offset_x, offset_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + offset_x, y * scale_y + offset_y))
        arcs.append(points)
    for shape in topology["objects"]["countries"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            yield [_unwound([p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]) for ring in polygon]


def _unwound(ring: Ring) -> Ring:
    """Without jumps at the date line: an island on both sides of it goes on beyond 180 degrees."""
    whole = ring[:1]
    for x, y in ring[1:]:
        whole.append((x + 360 * round((whole[-1][0] - x) / 360), y))
    return whole


def runs(land: list[list[Ring]], latitude: float) -> list[tuple[float, float]]:
    """From where to where this parallel is land, counted eastward from the map's left edge."""
    left = MIDDLE - 180
    pieces: list[tuple[float, float]] = []
    for polygon in land:
        crossings = sorted(crossing for ring in polygon for crossing in _crossings(ring, latitude))
        for west, east in zip(crossings[::2], crossings[1::2], strict=True):
            start = (west - left) % 360 + left
            end = start + east - west
            pieces += [(start, min(end, left + 360)), (left, end - 360)] if end > left + 360 else [(start, end)]
    joined: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if joined and start - joined[-1][1] < SEAM:  # the same land, cut at the date line
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _crossings(ring: Ring, latitude: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > latitude) != (y2 > latitude):
            yield x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)


def weave(land: list[list[Ring]]) -> str:
    path = []
    y = STEP / 2
    while y < height(BOTTOM):
        latitude = latitude_of(y)
        for start, end in runs(land, latitude):
            left, right = project(start, latitude)[0], project(end - 1e-9, latitude)[0]
            if right - left >= SHORTEST:
                middle = (left + right) / 2
                begin, stop = min(left + CAP, middle), max(right - CAP, middle)
                path.append(f"M{begin:.0f} {y:.1f}h{max(stop - begin, 0.1):.1f}".replace(".0", ""))
        y += STEP
    return "".join(path)


if __name__ == "__main__":
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(f'<path class="land" d="{weave(list(polygons(topology)))}"/>')
