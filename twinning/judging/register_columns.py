"""Which column of a foreign register is what."""

from typing import Final

from core.text import fold

FIELDS: Final = ("name", "latitude", "longitude", "level", "identifier", "country", "region", "place")
REQUIRED: Final = ("name",)

# Folded words that registers use for a column, the likeliest first.
KNOWN_AS: Final = {
    "name": ("school name", "name", "institution", "school", "title", "official name", "аталышы", "мектеп", "мекеме",
             "название", "наименование", "школа", "учреждение", "naziv", "nimi"),
    "latitude": ("latitude", "lat", "y", "кеңдик", "широта", "gps lat"),
    "longitude": ("longitude", "lon", "lng", "long", "x", "узундук", "долгота", "gps lon"),
    "level": ("education level", "level", "school level", "stage", "деңгээл", "баскыч", "уровень", "ступень", "тип"),
    "identifier": ("giga id school", "school id", "id", "identifier", "code", "emis code", "uuid", "номер", "код",
                   "идентификатор"),
    "country": ("country iso3 code", "country code", "country", "iso3", "өлкө", "страна"),
    "region": ("region", "province", "oblast", "state", "county", "admin1", "облус", "область", "регион"),
    "place": ("city", "town", "village", "place", "locality", "municipality", "шаар", "айыл", "город", "село",
              "населённый пункт"),
}  # fmt: skip


def guess_columns(header: list[str]) -> dict[str, int]:
    """Field to the index of its column; exact names first, then names with a known word in them; no column twice."""
    folded = [fold(name.replace("_", " ")) for name in header]
    mapping: dict[str, int] = {}
    for exact in (True, False):
        for field in FIELDS:
            if field not in mapping:
                found = _column(folded, KNOWN_AS[field], set(mapping.values()), exact=exact)
                if found is not None:
                    mapping[field] = found
    return mapping


def _column(folded: list[str], known: tuple[str, ...], taken: set[int], *, exact: bool) -> int | None:
    for name in map(fold, known):
        for index, column in enumerate(folded):
            fits = column == name if exact else len(name) > 2 and name in column.split()  # noqa: PLR2004 - x, y, id are too short to stand inside
            if index not in taken and fits:
                return index
    return None
