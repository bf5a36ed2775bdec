"""One row of a register: read, or what is wrong with it."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

import pycountry

from core.text import fold
from twinning.policy import INSTITUTION_NAME_CHARACTERS

LEVELS: Final = {
    "preprimary": ("pre primary", "preprimary", "kindergarten", "nursery", "дошкольный", "бала бакча"),
    "primary": ("primary", "elementary", "начальный", "башталгыч", "osnovna"),
    "lower": ("lower secondary", "middle", "основной", "негизги"),
    "upper": ("secondary", "upper secondary", "high", "средний", "орто"),
    "vocational": ("vocational", "technical", "профессиональный", "кесиптик"),
    "higher": ("tertiary", "higher", "university", "высший", "жогорку"),
}
_LEVEL_OF: Final = {fold(word): code for code, known in LEVELS.items() for word in known}


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
    level: str
    identifier: str
    region: str
    place: str


def read_line(number: int, cells: list[str], mapping: dict[str, int], country: str) -> RegisterLine | RegisterFault:
    """Check one row. `country` is ISO 3166 alpha-2, as chosen for the import."""
    value = {name: cells[index] for name, index in mapping.items() if index < len(cells)}
    name = value.get("name", "")
    if not name:
        return RegisterFault("name", "empty")
    if len(name) > INSTITUTION_NAME_CHARACTERS:
        return RegisterFault("name", "long", {"most": INSTITUTION_NAME_CHARACTERS})
    if not fold(name):
        return RegisterFault("name", "letters", {"value": name[:60]})
    other = _other_country(value.get("country", ""), country)
    if other:
        return RegisterFault("country", "country", {"value": other})
    point = _point(value.get("latitude", ""), value.get("longitude", ""))
    if isinstance(point, RegisterFault):
        return point
    return RegisterLine(
        number=number,
        name=name,
        latitude=point[0],
        longitude=point[1],
        level=_LEVEL_OF.get(fold(value.get("level", "")), ""),
        identifier=value.get("identifier", "")[:80] or _own_identifier(name, point, value),
        region=value.get("region", "")[:120],
        place=value.get("place", "")[:120],
    )


def _own_identifier(name: str, point: tuple[float | None, float | None], value: dict[str, str]) -> str:
    """For a register without numbers: name and place, so that a second import finds the row again."""
    facts = "|".join([fold(name), str(point), fold(value.get("region", "")), fold(value.get("place", ""))])
    return "~" + hashlib.sha256(facts.encode()).hexdigest()[:32]


def _other_country(given: str, country: str) -> str:
    """The given country where it is another one than the import's; unknown spellings are no fault."""
    if not given or given.upper() == country:
        return ""
    found = pycountry.countries.get(alpha_3=given.upper()) or pycountry.countries.get(alpha_2=given.upper())
    return given[:60] if found is not None and found.alpha_2 != country else ""


def _point(latitude: str, longitude: str) -> tuple[float | None, float | None] | RegisterFault:
    if not latitude and not longitude:
        return None, None
    degrees = []
    for column, text, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        try:
            value = float(text.replace(",", ".").replace("\u2212", "-"))
        except ValueError:
            return RegisterFault(column, "number", {"value": text[:60]})
        if not -most <= value <= most:
            return RegisterFault(column, "range", {"value": text[:60], "most": most})
        degrees.append(value)
    if degrees == [0.0, 0.0]:
        return None, None
    return degrees[0], degrees[1]
