"""HTTP API of the search: what the page finds, for programs, and for visitors as well."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from core.text import clean
from core.web.api_schemas import IN_LANGUAGE, refusals
from core.web.machine_errors import caller_language
from core.web.query_params import LONGEST_VALUE, MOST_VALUES, count_page
from search.policy import HITS_A_PAGE, QUESTION_CHARACTERS
from search.queries.answers import answer
from search.queries.ordering import BEST, NEWEST, TRIED, ordered, orders_for
from search.queries.search_filters import SearchFilters, facet_names
from search.rules.limits import SEARCH_NETWORK, SEARCH_PERSON
from search.showing.hits import Passage, ShownHit, shown_hits

router = Router(tags=["search"])
MOST_PAGES: Final = 100
Q: Any = Query(  # type: ignore[type-arg]  # Query is a function that looks like a class
    max_length=QUESTION_CHARACTERS,
    description='Words; "a phrase" is found word for word, -word leaves out what has it',
)
PAGE: Any = Query(default=1, ge=1, le=MOST_PAGES, description="One after the last is the last")  # type: ignore[type-arg]  # as above
SORT: Any = Query(default=BEST, pattern=f"^({BEST}|{NEWEST}|{TRIED})$", description="best, newest or tried first")  # type: ignore[type-arg]  # as above
_VALUES: Final[dict[str, Any]] = {"default": [], "max_length": MOST_VALUES}
SHELF: Any = Query(**_VALUES, description="Where to look: one of these")  # type: ignore[type-arg]  # as above
LANGUAGES: Any = Query(**_VALUES, description="One of these languages of what is found")  # type: ignore[type-arg]  # as above
COUNTRY: Any = Query(**_VALUES, description="One of these countries")  # type: ignore[type-arg]  # as above


class HitOut(Schema):
    shelf: str = Field(description="Where it stands, in the language of the caller")
    title: str
    url: str = Field(description="The page, on this site")
    about: str = Field(description="A passage with the words, or what is known of it")
    also: list[str] = Field(description="Further languages that it can be read in")


class FoundOut(Schema):
    """`total` things match, or more where `more` says so. `question`: what was searched for, its slips mended."""

    question: str
    total: int
    more: bool
    page: int
    pages: int
    hits: list[HitOut]


@router.get(
    "/search",
    auth=None,
    url_name="search",
    response={200: FoundOut, **refusals(429)},
    openapi_extra=IN_LANGUAGE,
    summary="Search everything that the caller may read",
)
def find(
    request: HttpRequest,
    *,
    q: str = Q,
    page: int = PAGE,
    sort: str = SORT,
    shelf: list[str] = SHELF,
    language: list[str] = LANGUAGES,
    country: list[str] = COUNTRY,
) -> dict[str, Any]:
    count_page(request, by_network=SEARCH_NETWORK, by_person=SEARCH_PERSON)
    given = {"shelf": shelf, "language": language, "country": country}
    known = {name: [clean(one)[:LONGEST_VALUE] for one in given[name]] for name in facet_names() if name in given}
    asked = SearchFilters.read({name: [one for one in of if one] for name, of in known.items()}, text=clean(q))
    tongue = caller_language(request)
    with translation.override(tongue):
        answered = answer(asked.question, user=request.user, language=tongue, facets=asked.facets)
        found = answered.found
        order = sort if sort in orders_for(found.groups) else BEST
        pages = max(1, -(-len(found.groups) // HITS_A_PAGE))
        at = min(page, pages)
        rows = ordered(found.groups, order)[(at - 1) * HITS_A_PAGE : at * HITS_A_PAGE]
        hits = shown_hits(rows, answered.question, user=request.user, language=tongue)
        return {
            "question": answered.question.text,
            "total": found.total,
            "more": found.more,
            "page": at,
            "pages": pages,
            "hits": [_hit(one) for one in hits],
        }


def _hit(one: ShownHit) -> dict[str, Any]:
    about = " ".join(_text(passage) for passage in (one.meta, one.body, one.other) if passage is not None)
    return {"shelf": str(one.shelf), "title": _text(one.title), "url": one.url, "about": about, "also": list(one.also)}


def _text(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)
