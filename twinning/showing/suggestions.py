"""Who fits a wish: the engine's list as match cards, and what holds it back."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.kit.hours_strip import Strip
from core.language.formats import country_name, format_number
from twinning.matching import MatchSide, Ranked, Relaxation, Suggestions, suggest
from twinning.models import Institution, Wish
from twinning.policy import HINDRANCES_LISTED, SUGGESTIONS_LISTED
from twinning.queries.open_wishes import side_of
from twinning.queries.proposals import ReplyRate, reply_rates
from twinning.queries.suggestions import open_proposal_codes, snapshot, wishes_by_code
from twinning.showing.answer_rates import reply_text
from twinning.showing.common_hours import common_strip
from twinning.showing.institution_names import shown_name
from twinning.showing.match_sentences import reason_text, relaxation_text


@dataclass(frozen=True, slots=True)
class MatchCard:
    """What components/match_card.html shows."""

    code: str
    name: str
    lang: str
    url: str
    tags: list[dict[str, str]]
    place: str
    country: str
    reply: str
    strength: str
    our_foot: str
    their_foot: str
    reasons_us: list[str]
    reasons_them: list[str]
    gap: str | None
    hours: Strip | None
    free_places: str
    actions: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A row of components/holds_back.html; `change` is what the button asks for."""

    gain: str
    text: str
    action: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class SuggestionBoard:
    cards: list[MatchCard]
    holding: list[HoldingRow]
    found: Suggestions
    ready: bool


def board_of(wish: Wish, *, may_propose: bool) -> SuggestionBoard:
    """The page of suggestions. A fixed number of queries for any number of cards."""
    us, others = side_of(wish), snapshot()
    ready = us.ready
    found = suggest(replace(us, verified=True, rules_signed=True), others, limit=SUGGESTIONS_LISTED)
    sides = {side.key: side for side in others.sides}
    wishes = wishes_by_code([one.key for one in found.ranked])
    written = open_proposal_codes(wish)
    replies = reply_rates([other.institution_id for other in wishes.values()])
    cards = [
        _card(
            wish,
            us,
            other=wishes[one.key],
            them=sides[one.key],
            one=one,
            reply=replies.get(wishes[one.key].institution_id),
            written=written.get(wishes[one.key].pk),
            may_propose=may_propose,
        )
        for one in found.ranked
        if one.key in wishes
    ]
    holding = [one for one in found.held_back if one.params.get("country") != us.country]
    return SuggestionBoard(cards, [_holding(wish, one) for one in holding[:HINDRANCES_LISTED]], found, ready)


def _card(
    wish: Wish,
    us: MatchSide,
    *,
    other: Wish,
    them: MatchSide,
    one: Ranked,
    reply: ReplyRate | None,
    written: str | None,
    may_propose: bool,
) -> MatchCard:
    school, why = other.institution, one.explanation
    name = shown_name(school)
    return MatchCard(
        code=other.code,
        name=name.text,
        lang=name.lang,
        url=reverse("twinning:institution", args=[school.code]),
        tags=_tags(school),
        place=school.shown_place,
        country=country_name(school.country),
        reply=reply_text(reply),
        strength=one.score.strength,
        our_foot=_foot(wish),
        their_foot=_foot(other),
        reasons_us=[reason_text(reason) for reason in why.for_us],
        reasons_them=[reason_text(reason) for reason in why.for_them],
        gap=reason_text(why.gap) if why.gap else None,
        hours=common_strip(wish, us, other, them),
        free_places=ngettext("%(n)s free place", "%(n)s free places", them.capacity)
        % {"n": format_number(them.capacity)},
        actions=_actions(wish, other, written=written, may_propose=may_propose),
    )


def _tags(school: Institution) -> list[dict[str, str]]:
    kind = school.kind.label
    levels = ", ".join(level.label for level in school.levels.all())
    tags = [{"label": f"{kind}: {levels}" if levels else kind}, {"label": _("verified"), "tone": "green"}]
    return [*tags, {"label": _("demo"), "tone": "line"}] if school.is_demo else tags


def _foot(wish: Wish) -> str:
    group = wish.school_class.name if wish.school_class else ""
    return ", ".join(part for part in (group, wish.institution.shown_place) if part)


def _actions(wish: Wish, other: Wish, *, written: str | None, may_propose: bool) -> list[dict[str, Any]]:
    if written is not None:
        url = reverse("twinning:proposal", args=[written])
        return [{"label": _("See the open proposal"), "url": url, "kind": "1"}]
    if not may_propose:
        return []
    return [
        {"label": _("Write a proposal"), "url": reverse("twinning:propose", args=[wish.code, other.code]), "kind": "1"},
        {
            "label": _("Not now"),
            "url": reverse("twinning:not_now", args=[wish.code]),
            "post": True,
            "name": "other",
            "value": other.code,
            "kind": "q",
        },
    ]


def _holding(wish: Wish, one: Relaxation) -> HoldingRow:
    """`rules.sign` and `institution.verify` are no change of the wish, so they have no button."""
    change = f"{one.key}|" + "|".join(f"{name}={value}" for name, value in sorted(one.params.items()))
    action = None
    if one.key not in {"rules.sign", "institution.verify"}:
        action = {
            "label": _("Change the wish"),
            "url": reverse("twinning:relax", args=[wish.code]),
            "post": True,
            "name": "change",
            "value": change,
            "kind": "q",
        }
    return HoldingRow(f"+{format_number(one.gain)}", relaxation_text(one), action)
