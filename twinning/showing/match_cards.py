"""A suggestion as its row and its card say it: components/match_card.html."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.kit.hours_strip import Strip
from core.language.formats import country_name, format_duration, format_number
from twinning.matching import MatchSide, Ranked, Reason
from twinning.models import Institution, Wish
from twinning.queries.proposals import ReplyRate
from twinning.showing.answer_rates import reply_text, short_reply
from twinning.showing.common_hours import common_strip
from twinning.showing.institution_names import shown_name
from twinning.showing.match_sentences import reason_text


@dataclass(frozen=True, slots=True)
class CardButton:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MatchCard:
    """The row says `why`, `gap` and `reply`; `in_time` also how soon they answer, where that is known.

    `main` is a link, `decides` a button of the form of the page.
    """

    code: str
    name: str
    lang: str
    url: str
    kind: str
    is_demo: bool
    place: str
    country: str
    reply: str
    in_time: str
    strength: str
    our_foot: str
    their_foot: str
    why: str
    common: str
    reasons_us: list[str]
    reasons_them: list[str]
    gap: str | None
    hours: Strip | None
    free_places: str
    main: CardButton | None = None
    decides: CardButton | None = None


@dataclass(frozen=True, slots=True)
class OwnSide:
    """Whose list it is. `aside`: it is that of what was set aside."""

    wish: Wish
    side: MatchSide
    may_propose: bool
    aside: bool = False


def card_of(ours: OwnSide, other: Wish, one: Ranked, *, reply: ReplyRate | None, written: str | None) -> MatchCard:
    """`written`: the code of the proposal that is open between the two."""
    school, why = other.institution, one.explanation
    name = shown_name(school)
    return MatchCard(
        code=other.code,
        name=name.text,
        lang=name.lang,
        url=reverse("twinning:institution", args=[school.code]),
        kind=_kind(school),
        is_demo=school.is_demo,
        place=school.shown_place,
        country=country_name(school.country),
        reply=short_reply(reply),
        in_time=reply_text(reply) if reply and reply.days is not None else "",
        strength=one.score.strength,
        our_foot=_foot(ours.wish),
        their_foot=_foot(other),
        why=_telling((*why.for_us, *why.for_them)),
        common=_common(ours.side, one),
        reasons_us=[reason_text(reason) for reason in why.for_us],
        reasons_them=[reason_text(reason) for reason in why.for_them],
        gap=reason_text(why.gap) if why.gap else None,
        hours=common_strip(ours.wish, ours.side, other, one.them),
        free_places=_places(one.them.capacity),
        main=_main(ours, other, written),
        decides=_decides(ours, written),
    )


def _places(count: int) -> str:
    return ngettext("%(n)s free place", "%(n)s free places", count) % {"n": format_number(count)}


def _telling(reasons: Iterable[Reason]) -> str:
    """The first one, but for common lessons, which the row says anyway."""
    found = list(reasons)
    best = next((reason for reason in found if reason.key != "hours.common"), next(iter(found), None))
    return reason_text(best) if best else ""


def _common(us: MatchSide, one: Ranked) -> str:
    if not us.lessons or not one.them.lessons:
        return _("lesson times not known")
    return format_duration(one.minutes) if one.minutes else _("no common lessons")


def _kind(school: Institution) -> str:
    levels = ", ".join(level.label for level in school.levels.all())
    return f"{school.kind.label}: {levels}" if levels else school.kind.label


def _foot(wish: Wish) -> str:
    group = wish.school_class.name if wish.school_class else ""
    return ", ".join(part for part in (group, wish.institution.shown_place) if part)


def _main(ours: OwnSide, other: Wish, written: str | None) -> CardButton | None:
    if written is not None:
        return CardButton(_("See the open proposal"), reverse("twinning:proposal", args=[written]))
    if not ours.may_propose:
        return None
    return CardButton(_("Write a proposal"), reverse("twinning:propose", args=[ours.wish.code, other.code]))


def _decides(ours: OwnSide, written: str | None) -> CardButton | None:
    if not ours.may_propose or (written is not None and not ours.aside):
        return None
    return CardButton(_("Back to the list") if ours.aside else _("Not now"))
