"""Proposals: sent, answered with changes, withdrawn, read. Accepting and declining stand in answering."""

from typing import Any, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Refused
from core.permissions import require
from twinning.actions.steps.proposal_news import no_answer_waits, tell_both, tell_leaders
from twinning.actions.steps.proposals import close_proposal, lock_open, lock_wishes
from twinning.models import Decision, Proposal, ProposalState, Wish
from twinning.policy import OPEN_PROPOSALS, PROPOSAL_KEPT
from twinning.queries.people import works_at
from twinning.queries.proposals import open_between, places_used
from twinning.rules.proposal_letters import Letter, checked_letter
from twinning.texts.wish_obstacles import obstacle


class Crossing(Conflict):
    """These two wishes have an open proposal already: it is shown instead of a second."""

    code = "crossing"

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(_("There is an open proposal between these two wishes already."))
        self.proposal = proposal


def send_proposal(
    *, from_wish: Wish, to_wish: Wish, by: Any, client_key: str = "", **letter: Unpack[Letter]
) -> Proposal:
    """Write to the institution of `to_wish`. The same `client_key` gives the proposal of the first call.

    Raise Crossing with the open proposal of the pair, Conflict where the wishes cannot be joined or three are open.
    """
    require(by, "twinning.send_proposal", from_wish)
    fields = checked_letter(letter)
    with transaction.atomic():
        ours, theirs = lock_wishes(from_wish, to_wish, writes=from_wish.institution)
        if found := _sent_before(by, client_key):
            return found
        if crossing := open_between(ours, theirs):
            raise Crossing(crossing)
        if hindrance := obstacle(ours, theirs):
            raise hindrance.error()
        proposal = _write(ours, theirs, by=by, client_key=client_key, **fields)
        record("twinning.send_proposal", proposal, by=by)
        _decide(proposal, "proposed", by)
        tell_both(proposal, "sent")
        tell_leaders(proposal.receiver, "twinning.proposal_received", proposal, by=by, asks=True)
    return proposal


def counter_proposal(*, proposal: Proposal, by: Any, client_key: str = "", **letter: Unpack[Letter]) -> Proposal:
    """Answer with changes: a new proposal the other way, which `answers` the old one."""
    require(by, "twinning.answer_proposal", proposal)
    fields = checked_letter(letter)
    with transaction.atomic():
        ours, theirs = lock_wishes(proposal.to_wish, proposal.from_wish, writes=proposal.receiver)
        if found := _sent_before(by, client_key):
            return found
        old = lock_open(proposal)
        if hindrance := obstacle(ours, theirs):
            raise hindrance.error()
        close_proposal(old, ProposalState.COUNTERED, by=by)
        answer = _write(ours, theirs, by=by, client_key=client_key, answers=old, **fields)
        record("twinning.counter_proposal", answer, by=by, concerns=[old.by], data={"answers": old.code})
        _decide(answer, "countered", by)
        tell_both(old, "countered")
        tell_both(answer, "sent")
        tell_leaders(answer.receiver, "twinning.proposal_countered", answer, by=by, asks=True)
    return answer


def withdraw_proposal(*, proposal: Proposal, by: Any) -> Proposal:
    """Take an unanswered proposal back. It no longer counts among the three that may be open."""
    require(by, "twinning.withdraw_proposal", proposal)
    with transaction.atomic():
        lock_wishes(proposal.from_wish, proposal.to_wish)
        locked = lock_open(proposal)
        close_proposal(locked, ProposalState.WITHDRAWN, by=by)
        record("twinning.withdraw_proposal", locked, by=by)
        _decide(locked, "withdrawn", by)
        tell_both(locked, "withdrawn")
        tell_leaders(locked.receiver, "twinning.proposal_withdrawn", locked, by=by)
    return locked


def mark_proposal_read(*, proposal: Proposal, by: Any) -> None:
    """Note when somebody of the receiving institution first opened it: the sender sees that. Later calls do nothing."""
    require(by, "twinning.see_proposal", proposal)
    if not works_at(by, proposal.receiver):
        raise Refused(_("Only the institution that received it can read it for the first time."))
    unread = Proposal.objects.filter(pk=proposal.pk, read_at=None, state=ProposalState.SENT)
    with transaction.atomic():
        if unread.update(read_at=timezone.now()):
            tell_both(proposal, "read")
        no_answer_waits(proposal, for_=by)
    proposal.refresh_from_db(fields=["read_at"])


def _sent_before(by: Any, client_key: str) -> Proposal | None:
    return Proposal.objects.filter(by=by, client_key=client_key).first() if client_key else None


def _write(ours: Wish, theirs: Wish, *, by: Any, **fields: Any) -> Proposal:
    """Call it with both wishes locked. Raise Conflict at three open proposals of the sender.

    An expired one between the two wishes is closed first, so that the constraint of one open proposal a pair holds.
    """
    if places_used(ours.institution) >= OPEN_PROPOSALS:
        raise Conflict(
            _("Your institution has three open proposals, the most at a time."),
            next_step=_("Wait for an answer, or withdraw one."),
        )
    now = timezone.now()
    low, high = sorted((ours.pk, theirs.pk))
    for old in Proposal.objects.filter(wish_low=low, wish_high=high, state=ProposalState.SENT, expires_at__lte=now):
        old.state, old.closed_at = ProposalState.EXPIRED, old.expires_at
        old.save()
        no_answer_waits(old)
    return Proposal.objects.create(
        sender=ours.institution,
        receiver=theirs.institution,
        from_wish=ours,
        to_wish=theirs,
        school_class=ours.school_class,
        by=by,
        expires_at=now + PROPOSAL_KEPT,
        **fields,
    )


def _decide(proposal: Proposal, kind: str, by: Any) -> None:
    Decision.objects.create(wish=proposal.from_wish, other=proposal.to_wish, kind=kind, by=by)
