"""Time zones as people know them: by city and country, in their language."""

import re
import zoneinfo
from functools import lru_cache
from typing import Final

from babel.core import Locale, get_global
from babel.dates import get_timezone_location

from core.text import fold

LANGUAGES: Final = ("ky", "ru", "en")
_IN_BRACKETS: Final = re.compile(r"\(([A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)\)\s*$")


@lru_cache(maxsize=8)
def zones(language: str) -> tuple[tuple[str, str], ...]:
    """(IANA name, "Бишкек, Кыргызстан (Asia/Bishkek)"), sorted by the text."""
    found = ((name, f"{city_of(name, language)}, {_country(name, language)} ({name})") for name in _names())
    return tuple(sorted(found, key=lambda zone: zone[1]))


def zone_text(name: str, language: str) -> str:
    return dict(zones(language)).get(name, name)


def city_of(name: str, language: str) -> str:
    return get_timezone_location(zoneinfo.ZoneInfo(name), locale=language, return_city=True).rpartition("/")[2]


def find_zone(text: str) -> str:
    """The IANA name for what a person typed or chose: the name, our text, or a city in any of our languages."""
    bracketed = _IN_BRACKETS.search(text)
    name = bracketed.group(1) if bracketed else text.strip()
    if name in zoneinfo.available_timezones():
        return name
    return _by_city().get(fold(name.partition(",")[0]), "")


@lru_cache(maxsize=1)
def _by_city() -> dict[str, str]:
    """Cities that only one zone has in a language: an ambiguous one is no answer."""
    found: dict[str, set[str]] = {}
    for name in _names():
        for language in LANGUAGES:
            found.setdefault(fold(city_of(name, language)), set()).add(name)
    return {city: next(iter(names)) for city, names in found.items() if len(names) == 1}


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    known = zoneinfo.available_timezones()
    territories = get_global("zone_territories")
    return tuple(sorted(name for name, place in territories.items() if name in known and place != "001"))


def _country(name: str, language: str) -> str:
    code = get_global("zone_territories")[name]
    found: str = Locale.parse(language).territories.get(code) or Locale.parse("en").territories.get(code, code)
    return found
