"""Locking two wishes and an open proposal, and closing it: what every answer begins and ends with."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from twinning.actions.steps.proposal_news import no_answer_waits
from twinning.models import Institution, Proposal, ProposalState, Wish
from twinning.queries.proposals import state_now


def lock_wishes(ours: Wish, theirs: Wish, *, writes: Institution | None = None) -> tuple[Wish, Wish]:
    """Lock and reload: first the institution, then the wishes by primary key, so that two verbs cannot deadlock.

    FOR NO KEY UPDATE: inserting a proposal takes a share lock on the keys of both institutions.
    """
    if writes is not None:
        Institution.objects.select_for_update(no_key=True).get(pk=writes.pk)
    rows = Wish.objects.select_for_update(no_key=True).filter(pk__in=[ours.pk, theirs.pk]).order_by("pk")
    found = {wish.pk: wish for wish in rows}
    if ours.pk not in found or theirs.pk not in found:
        raise Conflict(_("One of the two wishes no longer exists."))
    return found[ours.pk], found[theirs.pk]


def lock_open(proposal: Proposal) -> Proposal:
    """Lock and reload. Raise Conflict where it was answered or withdrawn, or has expired."""
    locked = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    sentences = {
        ProposalState.ACCEPTED: _("This proposal has been accepted already."),
        ProposalState.DECLINED: _("This proposal has been declined already."),
        ProposalState.COUNTERED: _("This proposal has been answered with changes already."),
        ProposalState.WITHDRAWN: _("This proposal was withdrawn by those who wrote it."),
        ProposalState.EXPIRED: _("This proposal has expired: it waited fourteen days for an answer."),
    }
    state = state_now(locked)
    if state != ProposalState.SENT:
        raise Conflict(sentences[state], next_step=_("You can write a new proposal while both wishes are open."))
    return locked


def close_proposal(proposal: Proposal, state: ProposalState, *, by: Any, reason: str = "", words: str = "") -> None:
    proposal.state, proposal.closed_at, proposal.closed_by = state, timezone.now(), by
    proposal.reason, proposal.reason_words = reason, words
    proposal.save()
    no_answer_waits(proposal)
