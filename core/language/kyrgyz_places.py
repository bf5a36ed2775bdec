"""Regions, districts, towns and large villages of Kyrgyzstan, by their names in Kyrgyz, Russian and English.

Which of them a text means is found by its key (core.text.spelling_keys), so Нарын, Naryn and "г. Нарын" are one town.
What fits none stays as it was typed. Villages of one name lie in several regions: a name tells the region of a town
only.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from core.locales import language_of, legible
from core.text import fold

HOME: Final = "KG"
REGION: Final = "region"
DISTRICT: Final = "district"
TOWN: Final = "town"
_TABLE: Final = Path(__file__).resolve().parents[1] / "data" / "kyrgyzstan.tsv"
# What people write before or after a name, as keys.
_OF_REGIONS: Final = frozenset({fold(word) for word in ("облусу", "обл", "область", "oblast", "region", "province")})
_OF_DISTRICTS: Final = frozenset({fold(word) for word in ("району", "район", "р-н", "district", "raion", "rayon")})
_OF_PLACES: Final = frozenset(
    fold(word)
    for word in (
        "шаары", "ш", "айылы", "айыл", "кыштагы", "г", "гор", "город", "с", "село", "пгт", "поселок", "city", "town",
        "village", "selo",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the table. `region` is a code of ISO 3166-2, of a region its own."""

    kind: str
    region: str
    ky: str
    ru: str
    en: str
    others: tuple[str, ...] = ()

    def name(self, language: str | None = None) -> str:
        """A language that has no column in the table calls it as English does."""
        return {"ky": self.ky, "ru": self.ru}.get(language_of(language), self.en)

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.ky, self.ru, self.en, *self.others)


@cache
def spots() -> tuple[Spot, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return tuple(
            Spot(kind, region, ky, ru, en, tuple(filter(None, others.split(";"))))
            for kind, region, ky, ru, en, others in rows
        )


def regions() -> tuple[Spot, ...]:
    return tuple(spot for spot in spots() if spot.kind == REGION)


def region_of_code(code: str) -> Spot | None:
    return next((spot for spot in regions() if spot.region == code), None)


def find_region(text: str, country: str = HOME) -> Spot | None:
    """The region that is meant: by a name of it, with or without the word for region, or by its code."""
    if country != HOME or not text:
        return None
    key = fold(text)
    return region_of_code(text) or _regions().get(key) or _regions().get(_without(key, _OF_REGIONS))


def find_place(text: str, country: str = HOME) -> Spot | None:
    """The town, village or district that is meant; a bare name means a town before a village, never a district."""
    if country != HOME or not text:
        return None
    key = fold(text)
    return _districts().get(key) or _places().get(key) or _places().get(_without(key, _OF_PLACES))


def in_town(text: str, country: str = HOME) -> bool | None:
    """Whether a place lies in a town: the table names all of them. None where nothing is said, and abroad."""
    if country != HOME or not text.strip():
        return None
    spots = (find_place(part.strip()) for part in text.split(","))
    return any(spot is not None and spot.kind == TOWN for spot in spots)


def region_of(region: str, place: str, country: str = HOME) -> Spot | None:
    """The region said, else the one in which this town or district lies."""
    if region:
        return find_region(region, country)
    spot = find_place(place, country)
    return region_of_code(spot.region) if spot and spot.kind in {TOWN, DISTRICT} else None


def canonical_region(region: str, place: str, country: str) -> str:
    """As it is stored: one name (the Kyrgyz one) for each region we know, so that they are counted together."""
    spot = region_of(region, place, country)
    return spot.ky if spot else region


def region_name(text: str, country: str, language: str | None = None) -> str:
    """In the reader's language where we know it, else as it was typed, in letters that the reader can read."""
    spot = find_region(text, country)
    return spot.name(language) if spot else legible(text, language=language)


def place_name(text: str, country: str, language: str | None = None) -> str:
    """As region_name; of "Казыбек айылы, Ат-Башы району" each part for itself."""
    if country != HOME:
        return legible(text, language=language)
    return ", ".join(_part(part.strip(), language) for part in text.split(",")) if text else ""


def place_names(language: str | None = None) -> list[str]:
    """Each once, for suggestions: towns, then villages, then districts."""
    order = {TOWN: 0, DISTRICT: 2}
    known = [spot for spot in spots() if spot.kind != REGION]
    known.sort(key=lambda spot: order.get(spot.kind, 1))
    return list(dict.fromkeys(spot.name(language) for spot in known))


def _part(text: str, language: str | None) -> str:
    spot = find_place(text)
    return spot.name(language) if spot else legible(text, language=language)


def _without(key: str, words: frozenset[str]) -> str:
    return " ".join(word for word in key.split() if word not in words)


@cache
def _regions() -> dict[str, Spot]:
    """With and without the word for region; Osh the city is only meant by its word."""
    found = {fold(name): spot for spot in regions() for name in spot.spellings}
    for spot in regions():
        for name in spot.spellings:
            found.setdefault(_without(fold(name), _OF_REGIONS), spot)
    return found


@cache
def _districts() -> dict[str, Spot]:
    """Only with the word for district: the bare name is that of a town or village."""
    found: dict[str, Spot] = {}
    for spot in spots():
        if spot.kind == DISTRICT:
            bare = {_without(fold(name), _OF_DISTRICTS) for name in spot.spellings}
            for name in bare:
                for word in _OF_DISTRICTS:
                    found.setdefault(f"{name} {word}", spot)
    return found


@cache
def _places() -> dict[str, Spot]:
    """The table has towns before villages, and the first of a name stays."""
    found: dict[str, Spot] = {}
    for spot in spots():
        if spot.kind not in {REGION, DISTRICT}:
            for name in spot.spellings:
                found.setdefault(fold(name), spot)
    return found
