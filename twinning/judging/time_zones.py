"""Which time zones a country keeps, and which one holds at a point."""

from functools import cache

from babel.core import get_global
from timezonefinder import TimezoneFinder


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """IANA names by CLDR, sorted; empty for an unknown country."""
    return tuple(sorted(zone for zone, where in get_global("zone_territories").items() if where == country))


@cache
def _finder() -> TimezoneFinder:
    return TimezoneFinder(in_memory=False)


def guess_time_zone(country: str, latitude: float | None = None, longitude: float | None = None) -> str:
    """The country's zone where it has one; by the point where it has several; "" where it must be asked."""
    zones = zones_of(country)
    if len(zones) == 1:
        return zones[0]
    if latitude is None or longitude is None:
        return ""
    return _finder().timezone_at(lng=longitude, lat=latitude) or ""
