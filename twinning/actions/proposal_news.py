"""Who hears of a proposal: open pages of both institutions, and notices to those who can act."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.actions.notices import notify
from core.live.outbox import tell
from twinning.models import Institution, Partnership, Proposal, ProposalState
from twinning.queries.names import shown_everywhere
from twinning.queries.people import leaders_of
from twinning.queries.proposals import with_sides

TOLD_WITHIN: Final = timedelta(days=7)
AT_ONCE: Final = 200


def tell_both(proposal: Proposal, kind: str) -> None:
    """News for the pages of both sides: which proposal, never what it says."""
    for school in (proposal.sender, proposal.receiver):
        tell(f"proposals:{school.code}", kind, {"code": proposal.code})


def tell_space(partnership: Partnership, kind: str) -> None:
    tell(f"space:{partnership.code}", kind, {"code": partnership.code})


def tell_leaders(to: Institution, key: str, proposal: Proposal, *, by: Any) -> None:
    """A notice (and by their wish a mail) to each person who can act there; the name in each one's language."""
    other = proposal.sender if to.pk == proposal.receiver_id else proposal.receiver
    for place in leaders_of(to) if by is None else leaders_of(to).exclude(user=by):
        notify(
            user=place.user,
            key=key,
            params={"school": shown_everywhere(other), "title": proposal.title},
            url=reverse("twinning:proposal", args=[proposal.code]),
            dedupe=f"{key}:{proposal.code}",
            by=by,
        )


def tell_of_expiry(now: datetime | None = None) -> int:
    """Housekeeping: both sides learn once that a proposal has expired. The expiry itself is computed, as ever.

    How many. A site that was away for more than a week says nothing of what is older: nobody waits for it any more.
    """
    moment = now or timezone.now()
    states = [ProposalState.SENT, ProposalState.EXPIRED]
    rows = Proposal.objects.filter(state__in=states, expiry_told_at=None, expires_at__lte=moment)
    told = 0
    for proposal in with_sides(rows.filter(expires_at__gt=moment - TOLD_WITHIN)).order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            if Proposal.objects.filter(pk=proposal.pk, expiry_told_at=None).update(expiry_told_at=moment):
                for school in (proposal.sender, proposal.receiver):
                    tell_leaders(school, "twinning.proposal_expired", proposal, by=None)
                tell_both(proposal, "expired")
                told += 1
    return told


def tell_partners(partnership: Partnership, key: str, *, by: Any, once: str) -> None:
    """The same for all parties of a partnership; `once` tells one occasion from the next."""
    for party in partnership.parties.filter(until=None).select_related("institution"):
        for place in leaders_of(party.institution).exclude(user=by):
            notify(
                user=place.user,
                key=key,
                params={"title": partnership.space.title},
                url=reverse("twinning:space", args=[partnership.code]),
                dedupe=f"{key}:{once}",
                by=by,
            )
