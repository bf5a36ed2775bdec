"""The directory: which institutions answer to its filters, and how many there are of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, Prefetch, Q, QuerySet, Value, When

from core.language.kyrgyz_places import HOME, region_of_code
from core.language.kyrgyz_places import regions as known_regions
from core.models import Term
from twinning.models import Institution, InstitutionLanguage
from twinning.queries.directory_filters import DirectoryFilters
from twinning.queries.institution_names import with_names
from twinning.queries.institution_search import find_institutions
from twinning.queries.visibility import institutions_in_directory

SCHEMES = ("kind", "level", "theme")


def matching(filters: DirectoryFilters) -> QuerySet[Institution]:
    rows = institutions_in_directory()
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    if filters.country:
        rows = rows.filter(country__in=filters.country)
    if filters.region:
        rows = rows.filter(country=HOME, region__in=_stored_regions(filters.region))
    if filters.kind:
        rows = rows.filter(kind__in=Term.objects.filter(scheme="kind", code__in=filters.kind))
    if filters.language:
        speaking = InstitutionLanguage.objects.filter(language__in=filters.language)
        rows = rows.filter(pk__in=speaking.values("institution_id"))
    for scheme, through in (("level", Institution.levels.through), ("theme", Institution.themes.through)):
        if codes := getattr(filters, scheme):
            having = through.objects.filter(term__scheme=scheme, term__code__in=codes)
            rows = rows.filter(pk__in=having.values("institution_id"))
    return rows


def _stored_regions(codes: Iterable[str]) -> list[str]:
    """Under the names that verbs write (kyrgyz_places.canonical_region); a code that is none finds nothing."""
    return [spot.ky for code in codes if (spot := region_of_code(code))]


@dataclass(frozen=True, slots=True)
class FoundInstitutions:
    """The answer, before its page is read: `rows` in order, how many there are, of what and from where."""

    rows: QuerySet[Institution]
    total: int
    countries: Counter[str]
    kinds: Counter[int]
    states: Counter[str]
    levels: Counter[int]
    themes: Counter[int]
    languages: Counter[str]
    regions: Counter[str]
    credits: list[str]


def search(filters: DirectoryFilters) -> FoundInstitutions:
    """Counts of a facet leave its own choice aside, so that one sees what another choice would bring."""
    wide = matching(replace(filters, country=(), region=(), kind=(), state=()))
    narrow = matching(filters)
    if filters.text:
        ids = find_institutions(filters.words, wide) if filters.words else []
        wide, narrow = wide.filter(pk__in=ids), _in_order(narrow.filter(pk__in=ids), ids)
    else:
        narrow = _verified_first(narrow)
    at_home = Case(When(country=HOME, then=F("region")), default=Value(""))
    cube = list(
        wide.order_by()
        .annotate(at_home=at_home)
        .values_list("country", "kind_id", "kind__code", "state", "credit", "at_home")
        .annotate(n=Count("pk"))
    )
    return _counted(cube, filters, narrow, _of_many(filters, narrow))


def _of_many(filters: DirectoryFilters, narrow: QuerySet[Institution]) -> dict[str, Counter[Any]]:
    """How many have each value of the facets of which an institution has several; a query for each."""
    kept: dict[str, tuple[str, Any, str]] = {
        "levels": ("level", Institution.levels.through, "term"),
        "themes": ("theme", Institution.themes.through, "term"),
        "languages": ("language", InstitutionLanguage, "language"),
    }
    found: dict[str, Counter[Any]] = {}
    for name, (facet, through, column) in kept.items():
        rows = _without_choice(filters, facet) if getattr(filters, facet) else narrow
        having = through._default_manager.filter(institution__in=rows.order_by().values("pk"))  # noqa: SLF001 - Django's documented API
        found[name] = Counter(dict(having.values_list(column).annotate(n=Count("institution", distinct=True))))
    return found


def _without_choice(filters: DirectoryFilters, facet: str) -> QuerySet[Institution]:
    bare: dict[str, Any] = {facet: ()}
    rows = matching(replace(filters, **bare))
    if not filters.text:
        return rows
    return rows.filter(pk__in=find_institutions(filters.words, rows)) if filters.words else rows.none()


def _counted(
    cube: list[tuple[Any, ...]], filters: DirectoryFilters, rows: QuerySet[Institution], many: dict[str, Counter[Any]]
) -> FoundInstitutions:
    total, countries, kinds, states, regions = 0, Counter[str](), Counter[int](), Counter[str](), Counter[str]()
    credit: Counter[str] = Counter()
    there = set(_stored_regions(filters.region))
    for country, kind, kind_code, state, source, region, count in cube:
        near = not filters.region or region in there
        here = near and (not filters.country or country in filters.country)
        such = not filters.kind or kind_code in filters.kind
        known = not filters.state or state in filters.state
        countries[country] += count * (near and such and known)
        regions[region] += count * (such and known and (not filters.country or country in filters.country))
        kinds[kind] += count * (here and known)
        states[state] += count * (here and such)
        total += count * (here and such and known)
        credit[source] += count * (here and such and known)
    return FoundInstitutions(
        rows=rows,
        total=total,
        countries=+countries,
        kinds=+kinds,
        states=+states,
        regions=Counter({spot.region: regions[spot.ky] for spot in known_regions() if regions[spot.ky]}),
        credits=[source for source, n in credit.most_common() if source and n],
        **many,
    )


def _verified_first(rows: QuerySet[Institution]) -> QuerySet[Institution]:
    """By name within a state; the folded key brings alphabets together."""
    official = FilteredRelation("names", condition=Q(names__official=True))
    return rows.annotate(title=official).order_by("-state", "title__folded", "pk")


def _in_order(rows: QuerySet[Institution], ids: list[int]) -> QuerySet[Institution]:
    if not ids:
        return rows.none()
    place = Case(*(When(pk=pk, then=Value(rank)) for rank, pk in enumerate(ids)), default=Value(len(ids)))
    return rows.annotate(place_found=place).order_by("place_found")


def for_list(rows: QuerySet[Institution]) -> QuerySet[Institution]:
    """With everything a row of a list shows: names and languages, two queries more."""
    languages = Prefetch("languages", queryset=InstitutionLanguage.objects.order_by("pk"))
    return with_names(rows).prefetch_related(languages)


def directory_terms() -> dict[str, list[Term]]:
    """Kinds, levels and themes, in one query."""
    found: dict[str, list[Term]] = {scheme: [] for scheme in SCHEMES}
    for term in Term.objects.filter(scheme__in=SCHEMES).order_by("order", "code"):
        found[term.scheme].append(term)
    return found
