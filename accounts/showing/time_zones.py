"""Labels of time zones in a language ("Бишкек, Кыргызстан (UTC+6)"), and the zone that a typed text means."""

import re
import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils import timezone

from core.language.country_and_language_names import alphabetical, country_name
from core.locales import cldr, language_of, site_languages
from core.text import fold

FIRST: Final = "KG"
_IN_BRACKETS: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_NOWHERE: Final = frozenset({"001", "ZZ"})
# What CLDR has not, or where it took the name of a town for a word ("the centre of North Dakota").
_CITIES: Final = {
    "ky": {
        "America/North_Dakota/Center": "Сентер, Түндүк Дакота",
        "Asia/Khandyga": "Хандыга",
        "Asia/Yangon": "Янгон",
        "Europe/Kyiv": "Киев",
    },
    "ru": {"Asia/Yangon": "Янгон", "Europe/Kyiv": "Киев"},
}


def zones(language: str, *, near: str = "") -> list[tuple[str, str]]:
    """(IANA name, "Бишкек, Кыргызстан (UTC+6)"): those of the country in which `near` lies first, then those of this
    one, the rest by name."""
    now, country = timezone.now(), get_global("zone_territories").get(near, FIRST)
    ordered = sorted(_places(language), key=lambda place: _territory(place[0]) != country)
    return [(name, f"{place} ({offset_text(name, now)})") for name, place in ordered]


def zone_text(name: str, language: str) -> str:
    """City and country with the clock; what no city is called by, as it is."""
    place = dict(_places(language)).get(get_global("zone_aliases").get(name, name))
    return f"{place} ({offset_text(name, timezone.now())})" if place else name


def zone_of_place(name: str, language: str | None = None) -> str:
    """ "Бишкек (UTC+6)", where the country is said beside it."""
    return zone_choices([name], language)[0][1]


def zone_choices(names: Iterable[str], language: str | None = None) -> list[tuple[str, str]]:
    """For a list of one country: from west to east, those of one clock by name."""
    now = timezone.now()
    by_name = alphabetical((name, city_of(name, language_of(language))) for name in names)
    ordered = sorted(by_name, key=lambda choice: _ahead(choice[0], now))
    return [(name, f"{city} ({offset_text(name, now)})" if city != name else name) for name, city in ordered]


@cache
def city_of(name: str, language: str) -> str:
    """CLDR keeps some cities under a name that their zone had before (Asia/Calcutta)."""
    if city := _CITIES.get(language, {}).get(name):
        return city
    known, now = cldr(language).time_zones, get_global("zone_aliases").get(name, name)
    for one in (name, now, *former_names(now)):
        if city := known.get(one, {}).get("city"):
            return str(city)
    found = get_timezone_location(zoneinfo.ZoneInfo(name), locale=cldr(language), return_city=True)
    return str(found).rpartition("/")[2].replace("_", " ")


@cache
def former_names(name: str) -> tuple[str, ...]:
    """What browsers may still call it."""
    return tuple(old for old, new in get_global("zone_aliases").items() if new == name)


def find_zone(text: str) -> str:
    """The IANA name for what a person typed or chose: the name, our text, or a city in any of our languages."""
    bracketed = _IN_BRACKETS.search(text)
    inside = bracketed.group(1) if bracketed else ""
    for name in (text.strip(), inside if "/" in inside else ""):
        if name in zoneinfo.available_timezones():
            return name
    place = fold(_IN_BRACKETS.sub("", text))
    return _by_place().get(place, "") or _by_place().get(fold(text.partition(",")[0]), "")


@lru_cache(maxsize=1)
def _by_place() -> dict[str, str]:
    """Cities, with their country and without, and countries that have one clock: an ambiguous one is no answer."""
    found: dict[str, set[str]] = {}
    for language in site_languages():
        for name, place in _places(language):
            for text in (place, city_of(name, language), country_name(_territory(name), language)):
                found.setdefault(fold(text), set()).add(name)
    return {place: next(iter(names)) for place, names in found.items() if len(names) == 1}


@cache
def _places(language: str) -> tuple[tuple[str, str], ...]:
    named = alphabetical(
        (name, f"{city_of(name, language)}, {country_name(_territory(name), language)}") for name in _names()
    )
    return tuple(sorted(named, key=lambda place: _territory(place[0]) != FIRST))


@cache
def _names() -> tuple[str, ...]:
    known = zoneinfo.available_timezones()
    territories = get_global("zone_territories")
    return tuple(sorted(name for name, place in territories.items() if name in known and place not in _NOWHERE))


def _territory(name: str) -> str:
    return str(get_global("zone_territories")[name])


def _ahead(name: str, now: datetime) -> timedelta:
    return now.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or timedelta()


def offset_text(name: str, now: datetime) -> str:
    """UTC, UTC+6, UTC−3:30, as the clock goes on this day."""
    minutes = int(_ahead(name, now).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
