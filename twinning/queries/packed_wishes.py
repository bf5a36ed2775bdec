"""Packed rows and the positions of their codes, as the database has them."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Q

from twinning.matching import MatchSide
from twinning.matching.packed import Codebook, Kind, PackedRow
from twinning.models import PackedCode, PackedWish
from twinning.queries.open_wishes import CONNECTIVITY, LIVE

LANGUAGE: Final = "language"
THEME: Final = "theme"
WORK: Final = "work"
COUNTRY: Final = "country"
ZONE: Final = "zone"

Codes = dict[str, set[str]]


def codebook() -> Codebook:
    """One query."""
    found: dict[str, list[str]] = {scheme: [] for scheme in (LANGUAGE, THEME, WORK, COUNTRY, ZONE)}
    for scheme, code in PackedCode.objects.order_by("scheme", "position").values_list("scheme", "code"):
        found[scheme].append(code)
    return _book(found)


def codes_of(sides: Iterable[MatchSide]) -> Codes:
    """What a codebook must know to pack these."""
    found: Codes = {scheme: set() for scheme in (LANGUAGE, THEME, WORK, COUNTRY, ZONE)}
    for side in sides:
        found[LANGUAGE] |= side.languages.keys() | side.wanted_languages.keys()
        found[THEME] |= side.themes | side.wanted_themes.keys()
        found[WORK] |= side.work.keys()
        found[COUNTRY] |= {side.country} | side.wanted_countries | side.excluded_countries
        found[ZONE].add(side.time_zone)
    return found


def lacking(book: Codebook, wanted: Codes) -> Codes:
    known = {
        LANGUAGE: book.language.keys(),
        THEME: book.theme.keys(),
        WORK: book.kind.keys(),
        COUNTRY: book.country.keys(),
        ZONE: book.zone.keys(),
    }
    return {scheme: more for scheme, codes in wanted.items() if (more := codes - known[scheme])}


def extended(book: Codebook, more: Codes) -> Codebook:
    """With codes that no row has, for one question."""
    return _book(
        {
            LANGUAGE: [*book.languages, *sorted(more.get(LANGUAGE, ()))],
            THEME: [*book.themes, *sorted(more.get(THEME, ()))],
            WORK: [*(kind.code for kind in book.kinds), *sorted(more.get(WORK, ()))],
            COUNTRY: [*book.countries, *sorted(more.get(COUNTRY, ()))],
            ZONE: [*book.zones, *sorted(more.get(ZONE, ()))],
        }
    )


def all_rows() -> list[PackedRow]:
    """Of wishes that meet others. One query."""
    return _read(Q(row__isnull=False))


def rows_since(number: int) -> list[PackedRow]:
    """What was changed after the change `number`, and what has no number yet (-1). One query."""
    return _read(Q(number__isnull=True) | Q(number__gt=number))


def rows_of(ids: Collection[int]) -> list[PackedRow]:
    """Those that are there no more have no bytes. One query."""
    found = {row[0]: row for row in _read(Q(pk__in=ids))}
    return [found.get(id_, (id_, None, -1)) for id_ in ids]


def _read(where: Q) -> list[PackedRow]:
    rows = PackedWish.objects.filter(where).values_list("pk", "row", "number")
    return [(id_, None if row is None else bytes(row), -1 if number is None else number) for id_, row, number in rows]


def _book(codes: dict[str, list[str]]) -> Codebook:
    return Codebook(
        languages=tuple(codes[LANGUAGE]),
        themes=tuple(codes[THEME]),
        kinds=tuple(Kind(code, live=code in LIVE, line=CONNECTIVITY.get(code, 0)) for code in codes[WORK]),
        countries=tuple(codes[COUNTRY]),
        zones=tuple(codes[ZONE]),
    )
