"""The shelf `institutions` of the search: a document for each language in which one has a name, and how hits look."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.findable import MEMBERS, PUBLIC, Document, Facet, Hit, Shelf, Tag, add_shelf
from core.language.formats import country_name, format_list
from core.language.kyrgyz_places import place_name, region_name
from core.locales import site_languages
from core.models import Term
from core.terms import label
from core.text import fold
from twinning.models import Institution, InstitutionName
from twinning.policy import SHELF
from twinning.queries.visibility import MEMBER_STATES, PUBLIC_STATES, institutions_visible_to
from twinning.showing.institution_names import shown_name
from twinning.showing.institution_rows import state_tag

CHUNK: Final = 500


def offer() -> None:
    add_shelf(
        Shelf(
            name=SHELF,
            label=_("Institutions"),
            order=20,
            documents=documents,
            visible_to=institutions_visible_to,
            hits=hits,
            teaches=True,
            facets=(
                Facet(name="country", label=_("Country"), labels=_countries, order=20),
                Facet(name="institution", label=_("Kind of institution"), labels=_kinds, order=30),
                Facet(name="level", label=_("Level"), labels=_levels, order=40),
            ),
        )
    )


def documents(codes: Collection[str] | None) -> Iterator[Document]:
    """In the order of keys. Merged, hidden and suspended ones are found by nobody."""
    rows = Institution.objects.filter(merged_into=None, hidden=False, state__in=MEMBER_STATES)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    for institution in _with_words(rows).iterator(chunk_size=CHUNK):
        names = list(institution.names.all())
        for name in names:
            yield _document(institution, name, names)


def hits(codes: Collection[str], _user: Any) -> dict[str, Hit]:
    found = {}
    for code, institution in _by_code(codes).items():
        name = shown_name(institution)
        place = ", ".join(filter(None, [institution.shown_place, country_name(institution.country)]))
        found[code] = Hit(
            title=name.text,
            lang=name.lang,
            url=reverse("twinning:institution", args=[code]),
            meta=f"{institution.kind.label}, {place}.",
            tags=(Tag(**state_tag(institution)),),
            facts=_facts(institution),
        )
    return found


def _facts(institution: Institution) -> str:
    """In the reader's language: the indexed body is words to find it by, in up to three."""
    told = (
        (gettext("Levels of education"), institution.levels.all()),
        (gettext("Themes"), institution.themes.all()),
    )
    return " ".join(f"{name}: {format_list(term.label for term in terms)}." for name, terms in told if terms)


def _countries(values: Collection[str]) -> Mapping[str, str]:
    return {value: country_name(value) for value in values}


def _kinds(values: Collection[str]) -> Mapping[str, str]:
    return {value: label("kind", value) for value in values}


def _levels(values: Collection[str]) -> Mapping[str, str]:
    return {value: label("level", value) for value in values}


def _by_code(codes: Collection[str]) -> dict[str, Institution]:
    """By code, with the names and terms that a hit shows prefetched."""
    rows = (
        Institution.objects.filter(code__in=codes).select_related("kind").prefetch_related("names", "levels", "themes")
    )
    return {institution.code: institution for institution in rows}


def _with_words(rows: QuerySet[Institution]) -> QuerySet[Institution]:
    names = Prefetch("names", queryset=InstitutionName.objects.order_by("pk"))
    return rows.order_by("pk").select_related("kind").prefetch_related(names, "levels", "themes")


def _document(institution: Institution, name: InstitutionName, names: list[InstitutionName]) -> Document:
    return Document(
        shelf=SHELF,
        code=institution.code,
        language=name.language,
        title=name.text,
        body=_words(institution, name, names),
        facets={
            "country": (institution.country,),
            "institution": (institution.kind.code,),
            "level": tuple(sorted(level.code for level in institution.levels.all())),
        },
        audience=PUBLIC if institution.state in PUBLIC_STATES else MEMBERS,
        changed_at=institution.created_at,
        institution=institution.code,
    )


def _words(institution: Institution, name: InstitutionName, names: list[InstitutionName]) -> str:
    """Where it lies and what it is, in the language of the name; a name of no known language takes all of ours."""
    every = site_languages()
    languages = (name.language,) if name.language in every else every
    places = [named for language in languages for named in _places(institution, language)]
    countries = [country_name(institution.country, language) for language in languages]
    terms = [institution.kind, *institution.levels.all(), *institution.themes.all()]
    labels = [_label(term, language) for language in languages for term in terms]
    known = {other.text for other in names}
    latin = [institution.latin_name] if institution.latin_name not in known else []
    return ". ".join(filter(None, dict.fromkeys([*places, *countries, *labels, *latin])))


def _places(institution: Institution, language: str) -> list[str]:
    """As its people wrote it, and as readers of this language see it, where that is found by another key."""
    place, region, country = institution.place, institution.region, institution.country
    pairs = ((place, place_name(place, country, language)), (region, region_name(region, country, language)))
    return [place, region, *(shown for said, shown in pairs if fold(said) not in fold(shown))]


def _label(term: Term, language: str) -> str:
    return term.labels.get(language, term.label_en)
