"""Who may fit a wish: all open wishes as the matching engine takes them, and what is known of each of them."""

import threading
from dataclasses import replace
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from twinning.matching import Snapshot, count_fitting, pack
from twinning.models import Agreement, Decision, DecisionKind, Party, Proposal, ProposalState, RulesConsent, Wish
from twinning.queries.open_wishes import open_wishes, side_of, sides_of

_lock = threading.Lock()
_kept: dict[str, Any] = {}


def snapshot() -> Snapshot:
    """All open wishes, packed; kept in the process until one of them, or what it stands on, changes."""
    stamp = _stamp()
    with _lock:
        if _kept.get("stamp") != stamp:
            _kept.update(stamp=stamp, snapshot=pack(sides_of(open_wishes())))
        found: Snapshot = _kept["snapshot"]
        return found


def _stamp() -> tuple[Any, ...]:
    """Changes with every wish, class, institution, consent and partnership that the snapshot was made from."""
    wishes = (
        open_wishes()
        .order_by()
        .aggregate(
            n=Count("pk"),
            last=Max("changed_at"),
            own=Sum("version"),
            classes=Sum("school_class__version"),
            schools=Sum("institution__version"),
        )
    )
    parties = Party.objects.aggregate(n=Count("pk"), left=Count("until"), ended=Count("partnership__ended_at"))
    return (*wishes.values(), *parties.values(), RulesConsent.objects.count(), Agreement.objects.count())


def fitting(wish: Wish) -> int:
    """How many institutions fit, taking our own as verified and ready: newcomers prepare wishes before they are."""
    us = replace(side_of(wish), verified=True, rules_signed=True)
    return count_fitting(us, snapshot())


def open_proposal_codes(wish: Wish) -> dict[int, str]:
    """The other wish of each proposal that is open with this one, to the proposal's code."""
    rows = Proposal.objects.filter(
        Q(from_wish=wish) | Q(to_wish=wish), state=ProposalState.SENT, expires_at__gt=timezone.now()
    ).values_list("from_wish", "to_wish", "code")
    return {(theirs if ours == wish.pk else ours): code for ours, theirs, code in rows}


def wishes_by_code(keys: list[str]) -> dict[str, Wish]:
    rows = Wish.objects.filter(code__in=keys).select_related("institution__kind", "school_class")
    return {wish.code: wish for wish in rows.prefetch_related("institution__names", "institution__levels")}


def set_aside_codes(wish: Wish) -> set[str]:
    """Wishes that were set aside for this one and not brought back since."""
    kinds = [DecisionKind.NOT_NOW, DecisionKind.BACK]
    rows = Decision.objects.filter(wish=wish, kind__in=kinds).order_by("pk").values_list("other__code", "kind")
    return {code for code, kind in dict(rows).items() if kind == DecisionKind.NOT_NOW}
