"""One row of a register: read, or what is wrong with it."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pycountry

from core.language.country_boxes import inside
from core.text import fold
from twinning.judging.degrees import both_of, degrees_of
from twinning.judging.register_levels import levels_of
from twinning.judging.register_marks import DAY, SCIENTIFIC, is_broken, is_empty, no_school, no_value
from twinning.policy import INSTITUTION_NAME_CHARACTERS


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """What is wrong: the field, the key of the sentence, its parameters."""

    column: str
    problem: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A row that can be imported. Degrees are WGS 84."""

    number: int
    name: str
    latitude: float | None
    longitude: float | None
    levels: tuple[str, ...]
    identifier: str
    region: str
    place: str
    # What a person should know about the row although it can be imported.
    notes: tuple[RegisterFault, ...] = ()
    unknown_levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a coordinator decided about the rows: levels by their folded words, rows that are schools after all, and
    whether latitude and longitude are swapped where only that lands in the country."""

    levels: dict[str, str] = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    swap: bool = False


PLAIN = ReadingChoices()
MOST_LATITUDE, MOST_LONGITUDE = 90, 180


def read_line(
    number: int, cells: list[str], mapping: dict[str, int], country: str, choices: ReadingChoices = PLAIN
) -> RegisterLine | RegisterFault:
    """Check one row. `country` is ISO 3166 alpha-2, as chosen for the import."""
    value = {name: _value(cells[index]) for name, index in mapping.items() if index < len(cells)}
    name = value.get("name", "")
    fault = _fault_of_name(number, name, cells, choices) or _fault_of_cells(value)
    if fault is not None:
        return fault
    other = _other_country(value.get("country", ""), country)
    if other:
        return RegisterFault("country", "country", {"value": other})
    point = _point(value, country, swap=choices.swap)
    if isinstance(point, RegisterFault):
        return point
    levels, unknown = levels_of(value.get("level", ""), choices.levels)
    notes = [RegisterFault(key, no_value(value[key])) for key in _ASIDE if no_value(value.get(key, ""))]
    if is_broken(name):
        notes.append(RegisterFault("name", "broken"))
    for note in notes:
        if note.column in _ASIDE:
            value[note.column] = ""
    return RegisterLine(
        number=number,
        name=name,
        latitude=point[0],
        longitude=point[1],
        levels=levels if not no_value(value.get("level", "")) else (),
        identifier=value.get("identifier", "")[:80] or _own_identifier(name, point, value),
        region=value.get("region", "")[:120],
        place=value.get("place", "")[:120],
        notes=tuple(notes),
        unknown_levels=unknown if value.get("level", "") else (),
    )


# Columns without which a row can still be imported.
_ASIDE = ("region", "place", "level")


def _value(cell: str) -> str:
    return "" if is_empty(cell) else cell


def _fault_of_name(number: int, name: str, cells: list[str], choices: ReadingChoices) -> RegisterFault | None:
    if not name:
        return RegisterFault("name", "empty")
    if wrong := no_value(name):
        return RegisterFault("name", wrong)
    if len(name) > INSTITUTION_NAME_CHARACTERS:
        return RegisterFault("name", "long", {"most": INSTITUTION_NAME_CHARACTERS})
    if not fold(name):
        return RegisterFault("name", "letters", {"value": name[:60]})
    return _fault_of_kind(number, name, cells, choices)


def _fault_of_kind(number: int, name: str, cells: list[str], choices: ReadingChoices) -> RegisterFault | None:
    if DAY.fullmatch(name):
        return RegisterFault("name", "day", {"value": name[:60]})
    if number not in choices.taken and (why := no_school(name, cells)):
        return RegisterFault("name", why)
    return None


def _fault_of_cells(value: dict[str, str]) -> RegisterFault | None:
    for column in ("identifier", "latitude", "longitude", "point", "country"):
        text = value.get(column, "")
        if not text:
            continue
        if wrong := no_value(text):
            return RegisterFault(column, wrong)
        if DAY.fullmatch(text):
            return RegisterFault(column, "day", {"value": text[:60]})
        if column == "identifier" and SCIENTIFIC.fullmatch(text):
            return RegisterFault(column, "scientific", {"value": text[:60]})
    return None


def _own_identifier(name: str, point: tuple[float | None, float | None], value: dict[str, str]) -> str:
    """For a register without numbers: name and place, so that a second import finds the row again."""
    facts = "|".join([fold(name), str(point), fold(value.get("region", "")), fold(value.get("place", ""))])
    return "~" + hashlib.sha256(facts.encode()).hexdigest()[:32]


@lru_cache(maxsize=1_000)
def _other_country(given: str, country: str) -> str:
    """The given country where it is another one than the import's; unknown spellings are no fault."""
    if not given or given.upper() == country:
        return ""
    found = pycountry.countries.get(alpha_3=given.upper()) or pycountry.countries.get(alpha_2=given.upper())
    return given[:60] if found is not None and found.alpha_2 != country else ""


def _point(value: dict[str, str], country: str, *, swap: bool) -> tuple[float | None, float | None] | RegisterFault:
    latitude, longitude = value.get("latitude", ""), value.get("longitude", "")
    if both := value.get("point", ""):
        parted = both_of(both)
        if parted is None:
            return RegisterFault("point", "both", {"value": both[:60]})
        latitude, longitude = parted
    if not latitude and not longitude:
        return None, None
    degrees = []
    for column, text in (("latitude", latitude), ("longitude", longitude)):
        found = degrees_of(text)
        if found is None:
            return RegisterFault(column, "number", {"value": text[:60]})
        degrees.append(found)
    if degrees == [0.0, 0.0]:
        return None, None
    return _placed(degrees[0], degrees[1], (latitude, longitude), country, swap=swap)


def _placed(
    latitude: float, longitude: float, written: tuple[str, str], country: str, *, swap: bool
) -> tuple[float, float] | RegisterFault:
    """The point where it lies on the earth and in the country; else what is wrong."""
    written_as = {"value": f"{written[0]}; {written[1]}"[:80]}
    on_earth = _on_earth(latitude, longitude)
    if on_earth and inside(country, latitude, longitude):
        return latitude, longitude
    if _on_earth(longitude, latitude) and inside(country, longitude, latitude):
        return (longitude, latitude) if swap else RegisterFault("latitude", "swapped", written_as)
    if on_earth:
        return RegisterFault("latitude", "outside", written_as)
    if not abs(latitude) <= MOST_LATITUDE:
        return RegisterFault("latitude", "range", {"value": written[0][:60], "most": MOST_LATITUDE})
    return RegisterFault("longitude", "range", {"value": written[1][:60], "most": MOST_LONGITUDE})


def _on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE
