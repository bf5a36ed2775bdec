"""Reads the query string of lists, with bounds: values of a facet, words of a search, pages a minute."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.language.text_lengths import too_long
from core.limits import MINUTE, Limit, Per, limit, spend
from core.text import clean
from core.web.client_address import digest, network_of

MOST_VALUES: Final = 20  # of one facet, read from one address
LONGEST_VALUE: Final = 60
LONGEST_TEXT: Final = 200
MOST_STRANGE: Final = 1000  # characters of what no list asks for: marks of campaigns and the like

# A class of thirty behind one address turns ten pages a minute each; whoever reads the whole site by machine waits.
BROWSE_NETWORK: Final = limit(
    "browse_network",
    figure=300,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s pages of lists were asked for from your network within one minute."),
)
BROWSE_PERSON: Final = limit(
    "browse_person",
    figure=240,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have asked for more than %(figure)s pages of lists within one minute."),
)


def values_of(query: QueryDict, name: str) -> tuple[str, ...]:
    """The chosen values of a facet: clean, each once, the first twenty."""
    found = (clean(value)[:LONGEST_VALUE] for value in query.getlist(name)[: MOST_VALUES * 2])
    return tuple(dict.fromkeys(value for value in found if value))[:MOST_VALUES]


def values_by_name(query: QueryDict, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The chosen values of several facets, as `values_of`; a facet without any is an empty tuple."""
    return {name: values_of(query, name) for name in names}


def words_of(query: QueryDict, name: str, *, most: int) -> tuple[str, Text]:
    """The words of a search, whole, and why they cannot be used: more than `most` are not cut in silence."""
    words = clean(query.get(name, ""))
    return words, too_long(len(words), most) if len(words) > most else ""


def trimmed(
    query: QueryDict, facets: Iterable[str], texts: Iterable[str] = (), *, longest: int = LONGEST_TEXT
) -> QueryDict:
    """The query string with the understood values alone, for links of the page."""
    left = QueryDict(mutable=True)
    for name in texts:
        if query.get(name):
            left[name] = clean(str(query[name]))[:longest]
    for name in facets:
        if values := values_of(query, name):
            left.setlist(name, list(values))
    return left


def shorten(
    request: HttpRequest, facets: Iterable[str] = (), texts: Iterable[str] = (), *, longest: int = LONGEST_TEXT
) -> None:
    """From here on the request says no more than is read: else each link of the page would repeat all that was sent.

    Called after words_of has taken the words whole for the field, which says what is too much.
    """
    facets, texts = tuple(facets), tuple(texts)
    cut = any(len(clean(text)) > longest for name in texts for text in request.GET.getlist(name))
    known = {*facets, *texts, "page"}
    strange = sum(len(name) + sum(map(len, said)) for name, said in request.GET.lists() if name not in known)
    if cut or strange > MOST_STRANGE:
        left = trimmed(request.GET, facets, texts, longest=longest)
        if page := request.GET.get("page"):
            left["page"] = page[:LONGEST_VALUE]
        request.GET = left  # type: ignore[assignment]  # a QueryDict as the one before
        request.META["QUERY_STRING"] = left.urlencode()


def count_page(request: HttpRequest, *, by_network: Limit = BROWSE_NETWORK, by_person: Limit = BROWSE_PERSON) -> None:
    """Raise TooMany. Members are counted by themselves, so that a staff room does not share one count."""
    if request.user.is_authenticated:
        spend(by_person, request.user.pk)
    else:
        spend(by_network, digest(network_of(request)))
