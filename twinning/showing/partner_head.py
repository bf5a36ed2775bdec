"""What the pages of partners share: the wish in hand, the way to the others, and the tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.language.formats import format_number
from twinning.models import Wish
from twinning.policy import OPEN_PROPOSALS
from twinning.queries.proposals import count_open
from twinning.queries.wishes import own_wishes


@dataclass(frozen=True, slots=True)
class PartnerHead:
    """`wishes`: what the switcher offers, that in hand among them. `written` of at most `most` proposals are open."""

    wish: Wish | None
    wishes: list[Wish]
    tabs: list[dict[str, Any]]
    written: int
    most: int = OPEN_PROPOSALS


def partner_head(
    user: Any, *, wish: Wish | None = None, asked: str = "", tab: str = "", counts: Sequence[int] = ()
) -> PartnerHead:
    """`wish` in hand, else the one `asked` for by its code, else the first. Two queries.

    `counts`: how many fit and how many were set aside, where that is known.
    """
    offered = [one for one in own_wishes(user) if one.state != Wish.State.CLOSED and one.school_class_id]
    if wish is None:
        wish = next((one for one in offered if one.code == asked), next(iter(offered), None))
    all_open, written = count_open(user, wish.institution if wish else None)
    return PartnerHead(wish, offered, _tabs(wish, tab, [*counts, 0, 0], all_open), written)


def _tabs(wish: Wish | None, current: str, counts: Sequence[int], proposals: int) -> list[dict[str, Any]]:
    fit = reverse("twinning:suggestions", args=[wish.code]) if wish else reverse("twinning:wishes")
    letters = reverse("twinning:proposals") + (f"?wish={wish.code}" if wish else "")
    tabs = [
        ("fit", _("Who fits"), fit, counts[0]),
        ("proposals", _("Proposals"), letters, proposals),
    ]
    if wish:
        tabs.append(("aside", pgettext("suggestions set aside", "Not now"), f"{fit}?tab=aside", counts[1]))
    return [
        {"url": url, "label": word, "current": name == current, "count": format_number(count) if count else ""}
        for name, word, url, count in tabs
    ]
