"""Whether a point lies in the boxes that hold a country's land: coarse, and enough to see degrees that are swapped."""

from functools import cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).resolve().parents[1] / "data" / "country_boxes.tsv"
Box = tuple[float, float, float, float]


@cache
def _boxes() -> dict[str, tuple[Box, ...]]:
    found: dict[str, tuple[Box, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, *degrees = line.split("\t")
            south, west, north, east = map(float, degrees)
            found[country] = (*found.get(country, ()), (south, west, north, east))
    return found


def inside(country: str, latitude: float, longitude: float) -> bool:
    """Whether the point may lie in the country (ISO 3166 alpha-2); of a country without boxes nobody knows better."""
    boxes = _boxes().get(country)
    if boxes is None:
        return True
    return any(south <= latitude <= north and west <= longitude <= east for south, west, north, east in boxes)
