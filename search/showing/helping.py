"""What helps somebody who has found nothing: choices to give up, another spelling, the forum."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from community.models import Audience
from community.policy import TITLE_CHARACTERS
from community.queries.forum.visible import boards_visible_to
from core.language.formats import format_number
from core.locales import language_of
from search.queries.answers import Answer
from search.queries.did_you_mean import did_you_mean
from search.queries.relaxing import Relaxed
from search.queries.search_filters import SearchFilters, facets_of
from search.queries.search_results import SHELF
from search.showing.readings import EXACT, Link, address

LANGUAGE: Final = "language"
MOST_OTHERS: Final = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A link, and how many things stand behind it, as text."""

    words: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Help:
    """`relaxed`: without one of the choices. `others`: the same in other languages than the chosen ones. `spelling`:
    the question with its slips mended. `ask`: where a topic of the forum is begun with the question as its title."""

    relaxed: Sequence[Offer] = field(default=())
    others: Sequence[Offer] = field(default=())
    spelling: Link | None = None
    ask: str = ""


def help_for(answer: Answer, free: Iterable[Relaxed], asked: SearchFilters, query: QueryDict, *, user: Any) -> Help:
    text = answer.question.text
    # Else it was tried already: only who asked for what is typed gets no mended question by itself.
    mended = did_you_mean(answer.question, user=user, language=language_of()) if EXACT in query else ""
    return Help(
        relaxed=[_offer(one, query) for one in free],
        others=list(_others(answer, asked, query)),
        spelling=Link(mended, address(query, mended)) if mended and mended != text else None,
        ask=_ask(text, user),
    )


def _offer(one: Relaxed, query: QueryDict) -> Offer:
    left = query.copy()
    left.pop(one.facet, None)
    number = format_number(one.number)
    words = _("without “%(choice)s”") % {"choice": _label(one.facet)}
    return Offer(words, f"{number}+" if one.more else number, _url(left))


def _label(facet: str) -> str:
    return _("Where to look") if facet == SHELF else str(facets_of()[facet].label)


def _others(answer: Answer, asked: SearchFilters, query: QueryDict) -> Iterator[Offer]:
    """Where a language was chosen and the numbers are exact."""
    known = facets_of().get(LANGUAGE)
    if known is None or not asked.facets.get(LANGUAGE) or answer.found.tally is None:
        return
    counts = answer.found.tally.counts(LANGUAGE, asked.facets)
    best = [(value, number) for value, number in counts.most_common(MOST_OTHERS) if value not in asked.facets[LANGUAGE]]
    labels = known.labels([value for value, _number in best])
    for value, number in best:
        left = query.copy()
        left[LANGUAGE] = value
        yield Offer(labels.get(value, value), format_number(number), _url(left))


def _ask(text: str, user: Any) -> str:
    """The first board that everybody reads. Whoever may not write there is told so, and why, when they come."""
    board = boards_visible_to(user).filter(audience=Audience.PUBLIC, room=None).order_by("order", "pk").first()
    if board is None:
        return ""
    return f"{reverse('community:new_topic', args=[board.code])}?{urlencode({'title': text[:TITLE_CHARACTERS]})}"


def _url(query: QueryDict) -> str:
    return f"{reverse('search:search')}?{query.urlencode()}"
