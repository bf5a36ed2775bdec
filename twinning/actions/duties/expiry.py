"""Telling both sides of proposals that have expired."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from twinning.actions.steps.proposal_news import no_answer_waits, tell_both, tell_leaders
from twinning.models import Proposal, ProposalState
from twinning.policy import EXPIRY_TOLD_WITHIN
from twinning.queries.proposals import with_sides

AT_ONCE: Final = 200


def tell_of_expiry(now: datetime | None = None) -> int:
    """Notify both sides, once, that a proposal has expired. The state itself is computed from `expires_at`.

    How many. A site that was away for more than a week says nothing of what is older: nobody waits for it any more.
    """
    moment = now or timezone.now()
    states = [ProposalState.SENT, ProposalState.EXPIRED]
    rows = Proposal.objects.filter(state__in=states, expiry_told_at=None, expires_at__lte=moment)
    told = 0
    for proposal in with_sides(rows.filter(expires_at__gt=moment - EXPIRY_TOLD_WITHIN)).order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            if Proposal.objects.filter(pk=proposal.pk, expiry_told_at=None).update(expiry_told_at=moment):
                for school in (proposal.sender, proposal.receiver):
                    tell_leaders(school, "twinning.proposal_expired", proposal, by=None)
                no_answer_waits(proposal)
                tell_both(proposal, "expired")
                told += 1
    return told
