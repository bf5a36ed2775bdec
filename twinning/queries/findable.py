"""Institutions as search finds them: a document for each language in which one has a name."""

from collections.abc import Collection, Iterator

from django.db.models import Prefetch, QuerySet

from core.findable import MEMBERS, PUBLIC, Document
from core.language.formats import country_name
from core.language.places import place_name, region_name
from core.locales import site_languages
from core.models import Term
from core.text import fold
from twinning.models import Institution, InstitutionName
from twinning.policy import SHELF
from twinning.queries.visible import MEMBER_STATES, PUBLIC_STATES

AT_ONCE = 500


def institution_documents(codes: Collection[str] | None) -> Iterator[Document]:
    """In the order of keys. Merged, hidden and suspended ones are found by nobody."""
    rows = Institution.objects.filter(merged_into=None, hidden=False, state__in=MEMBER_STATES)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    for institution in _with_words(rows).iterator(chunk_size=AT_ONCE):
        names = list(institution.names.all())
        for name in names:
            yield _document(institution, name, names)


def institutions_by_code(codes: Collection[str]) -> dict[str, Institution]:
    """With what a hit shows."""
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
    )


def _words(institution: Institution, name: InstitutionName, names: list[InstitutionName]) -> str:
    """Where it lies and what it is, in the language of the name; a name of no known language takes all of ours."""
    languages = (name.language,) if name.language in site_languages() else site_languages()
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
