"""The public library: filters, facet counts, and the rows of one page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from library.models import FileKind, Practice, PracticeFile
from library.queries.catalogue import FACETS, Catalogue, catalogue
from library.queries.practices import practices_published
from twinning.models import InstitutionName

NEWEST, TRIED = "newest", "tried"
ORDERS: Final = (NEWEST, TRIED)


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """Values of one facet are joined by OR, facets by AND."""

    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    offline: tuple[str, ...] = ()
    order: str = NEWEST

    @classmethod
    def read(cls, values: Mapping[str, Sequence[str]], *, order: str = NEWEST) -> "LibraryFilters":
        """Unknown values are kept: they match nothing, and the page offers to remove them. An unknown order is not."""
        chosen = {name: tuple(values.get(name, ())) for name in FACETS}
        return cls(**chosen, order=order if order in ORDERS else NEWEST)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(name, value) for name in FACETS for value in getattr(self, name)]


@dataclass(frozen=True, slots=True)
class FoundPractices:
    """`keys` in order; `counts[facet][value]` ignore the choices within the same facet."""

    keys: Sequence[UUID]
    counts: dict[str, dict[str, int]]
    catalogue: Catalogue


def find(filters: LibraryFilters, *, among: Collection[UUID] | None = None) -> FoundPractices:
    """Of all practices, or of those `among` them."""
    whole = catalogue()
    within = whole.everything if among is None else _bits(whole, among)
    fitting = _fitting(whole, filters, within)
    counts = {}
    for name in FACETS:
        without = _fitting(whole, replace(filters, **{name: ()}), within)  # type: ignore[arg-type]  # all facets are tuples
        counts[name] = {value: n for value, bits in whole.bits[name].items() if (n := (bits & without).bit_count())}
    places = whole.tried if filters.order == TRIED else range(len(whole.keys))
    held = fitting.to_bytes(len(whole.keys) // 8 + 1, "little")
    return FoundPractices([whole.keys[p] for p in places if held[p >> 3] >> (p & 7) & 1], counts, whole)


def _bits(whole: Catalogue, keys: Collection[UUID]) -> int:
    return sum(1 << place for place, key in enumerate(whole.keys) if key in keys)


def _fitting(whole: Catalogue, filters: LibraryFilters, bits: int) -> int:
    for name in FACETS:
        if chosen := getattr(filters, name):
            alternatives = 0
            for value in chosen:
                alternatives |= whole.bits[name].get(value, 0)
            bits &= alternatives
    return bits


def wanted_languages(reader: str, filters: LibraryFilters | None = None) -> list[str]:
    """In which order the languages of a practice are tried: those asked for, the reader's, the site's."""
    site = [code for code, _name in settings.LANGUAGES]
    return list(dict.fromkeys([*(filters.language if filters else ()), reader, *site]))


def for_rows(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """With everything that a row shows: names of the institution, one picture and the grades, three queries more."""
    files = PracticeFile.objects.filter(stored__kind=FileKind.PICTURE).select_related("stored")
    pictures = Prefetch("files", queryset=files.order_by("sort_order", "pk"), to_attr="pictures")
    names = Prefetch("institution__names", queryset=InstitutionName.objects.order_by("pk"))
    found = rows.select_related("locale", "kind", "institution").prefetch_related(names)
    return found.prefetch_related(pictures).prefetch_related("grades")


def practices_of(keys: Collection[UUID], languages: Sequence[str]) -> list[tuple[Practice, list[str]]]:
    """Each published practice once, in the order of the keys, in the best language; with its other languages."""
    known = {key: _ranked(siblings, languages) for key, siblings in _siblings(keys).items()}
    best = [known[key][0][1] for key in keys if key in known]
    read = {practice.pk: practice for practice in for_rows(practices_published()).filter(pk__in=best)}
    return [
        (read[known[key][0][1]], [language for language, _pk in known[key][1:]])
        for key in keys
        if key in known and known[key][0][1] in read
    ]


def _siblings(keys: Collection[UUID]) -> dict[UUID, list[tuple[str, int]]]:
    found: dict[UUID, list[tuple[str, int]]] = {}
    rows = practices_published().filter(translation_key__in=list(keys)).order_by("pk")
    for key, language, pk in rows.values_list("translation_key", "locale__language_code", "pk"):
        found.setdefault(key, []).append((language, pk))
    return found


def _ranked(siblings: Iterable[tuple[str, int]], languages: Sequence[str]) -> list[tuple[str, int]]:
    return sorted(siblings, key=lambda s: (languages.index(s[0]) if s[0] in languages else len(languages), s[1]))


def chosen_practices(pks: Collection[Any]) -> list[UUID]:
    """What curators chose, by translation key, in their order; what is not published any more is left out."""
    rows = dict(practices_published().filter(Q(pk__in=pks)).values_list("pk", "translation_key"))
    return list(dict.fromkeys(rows[pk] for pk in pks if pk in rows))
