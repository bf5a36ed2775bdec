"""Who fits a wish: the engine's list as match cards, and what holds it back."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import format_number
from twinning.matching import Ranked, Relaxation, Suggestions, suggest
from twinning.models import Wish
from twinning.policy import HINDRANCES_LISTED, SUGGESTIONS_A_PAGE, SUGGESTIONS_LISTED
from twinning.queries.open_wishes import side_of
from twinning.queries.proposals import reply_rates
from twinning.queries.suggestions import open_proposal_codes, set_aside_codes, snapshot, wishes_by_code
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
    ready: bool


def board_of(
    wish: Wish, *, may_propose: bool, may_change: bool = True, query: QueryDict = NOTHING, aside: bool = False
) -> SuggestionBoard:
    """The page of suggestions, or of those set aside. A fixed number of queries for any number of cards.

    `may_change`: whether a condition is softened at a touch.
    """
    us, others = side_of(wish), snapshot()
    found = suggest(
        replace(us, verified=True, rules_signed=True), others, limit=SUGGESTIONS_LISTED, aside=set_aside_codes(wish)
    )
    url = reverse("twinning:suggestions", args=[wish.code])
    filters = filtered(us, found.aside if aside else found.ranked, NOTHING if aside else query, url=url)
    page = Paginator(filters.kept, SUGGESTIONS_A_PAGE).get_page(query.get("page"))
    cards = _cards(OwnSide(wish, us, may_propose, aside), list(page))
    holding = [one for one in found.held_back if one.params.get("country") != us.country]
    return SuggestionBoard(
        cards, page, filters, [_holding(wish, one, may_change) for one in holding[:HINDRANCES_LISTED]], found, us.ready
    )


def _cards(ours: OwnSide, ranked: list[Ranked]) -> list[MatchCard]:
    wishes = wishes_by_code([one.key for one in ranked])
    written = open_proposal_codes(ours.wish)
    replies = reply_rates([other.institution_id for other in wishes.values()])
    return [
        card_of(ours, other, one, reply=replies.get(other.institution_id), written=written.get(other.pk))
        for one in ranked
        if (other := wishes.get(one.key)) is not None
    ]


def _holding(wish: Wish, one: Relaxation, may_change: bool) -> HoldingRow:
    """`rules.sign` and `institution.verify` are no change of the wish, so they have no button."""
    change = f"{one.key}|" + "|".join(f"{name}={value}" for name, value in sorted(one.params.items()))
    action = None
    if may_change and one.key not in {"rules.sign", "institution.verify"}:
        url = reverse("twinning:relax", args=[wish.code])
        action = {"label": _("Change the wish"), "url": url, "name": "change", "value": change}
    return HoldingRow(f"+{format_number(one.gain)}", relaxation_text(one), action)
