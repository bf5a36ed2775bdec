"""Who fits a wish: the engine's list as match cards, and what holds it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import format_number
from twinning.matching import Relaxation
from twinning.matching.packed import TwoChanges
from twinning.models import Wish
from twinning.policy import HINDRANCES_LISTED, SUGGESTIONS_A_PAGE
from twinning.queries.proposals import reply_rates
from twinning.queries.suggestions import Ranked, Suggestions, suggestions, wishes_by_code
from twinning.showing.match_cards import MatchCard, OwnSide, card_of
from twinning.showing.match_filters import Filtered, filtered
from twinning.showing.match_sentences import relaxation_text

NOTHING: Final = QueryDict()


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A chip of components/holds_back.html; `action`: what its button asks for, None where no wish is at fault."""

    gain: str
    text: str
    action: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class SuggestionBoard:
    """`cards` are those of the page."""

    cards: list[MatchCard]
    page: Page[Ranked]
    filters: Filtered
    holding: list[HoldingRow]
    found: Suggestions


def board_of(
    wish: Wish, *, may_propose: bool, may_change: bool = True, query: QueryDict = NOTHING, aside: bool = False
) -> SuggestionBoard:
    """The page of suggestions, or of those set aside. A fixed number of queries for any number of cards.

    `may_change`: whether a condition is softened at a touch.
    """
    found = suggestions(wish)
    url = reverse("twinning:suggestions", args=[wish.code])
    filters = filtered(found.us, found.aside if aside else found.ranked, NOTHING if aside else query, url=url)
    page = Paginator(filters.kept, SUGGESTIONS_A_PAGE).get_page(query.get("page"))
    cards = _cards(OwnSide(wish, found.us, may_propose, aside), list(page), found.written)
    holding = [_holding(wish, one, may_change) for one in found.held_back[:HINDRANCES_LISTED]]
    if found.best_two is not None:
        holding.append(_both(found.best_two))
    return SuggestionBoard(cards, page, filters, holding, found)


def _cards(ours: OwnSide, ranked: list[Ranked], written: Mapping[int, str]) -> list[MatchCard]:
    wishes = wishes_by_code([one.key for one in ranked])
    replies = reply_rates([other.institution_id for other in wishes.values()])
    return [
        card_of(ours, other, one, reply=replies.get(other.institution_id), written=written.get(other.pk))
        for one in ranked
        if (other := wishes.get(one.key)) is not None
    ]


def _both(two: TwoChanges) -> HoldingRow:
    """What neither change brings alone. No button: a touch changes one condition."""
    words = {"one": relaxation_text(two.first), "other": relaxation_text(two.second)}
    return HoldingRow(f"+{format_number(two.gain)}", _("both together: %(one)s; %(other)s") % words, None)


def _holding(wish: Wish, one: Relaxation, may_change: bool) -> HoldingRow:
    """`rules.sign` and `institution.verify` are no change of the wish, so they have no button."""
    change = f"{one.key}|" + "|".join(f"{name}={value}" for name, value in sorted(one.params.items()))
    action = None
    if may_change and one.key not in {"rules.sign", "institution.verify"}:
        url = reverse("twinning:relax", args=[wish.code])
        action = {"label": _("Change the wish"), "url": url, "name": "change", "value": change}
    return HoldingRow(f"+{format_number(one.gain)}", relaxation_text(one), action)
