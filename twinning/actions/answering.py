"""The answer to a proposal: yes, which opens a partnership, or no, with a reason."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Invalid
from core.language.text_lengths import check_length
from core.live.outbox import tell
from core.permissions import require
from core.terms import terms_of
from core.text import clean
from twinning.actions.steps.partnerships import open_partnership
from twinning.actions.steps.proposal_news import tell_both, tell_leaders
from twinning.actions.steps.proposals import close_proposal, lock_open, lock_wishes
from twinning.models import Decision, Partnership, Proposal, ProposalState, Wish
from twinning.policy import DECLINE_CHARACTERS
from twinning.queries.open_wishes import free_places
from twinning.texts.wish_obstacles import obstacle


def accept_proposal(*, proposal: Proposal, by: Any) -> Partnership:
    """Open a partnership. Raise Conflict where it can no longer be accepted."""
    require(by, "twinning.answer_proposal", proposal)
    with transaction.atomic():
        ours, theirs = lock_wishes(proposal.to_wish, proposal.from_wish)
        locked = lock_open(proposal)
        if hindrance := obstacle(ours, theirs):
            raise hindrance.error()
        close_proposal(locked, ProposalState.ACCEPTED, by=by)
        partnership = open_partnership(proposal=locked, by=by)
        for wish in (ours, theirs):
            _close_when_full(wish)
        Decision.objects.create(wish=ours, other=theirs, kind="accepted", by=by)
        record("twinning.accept_proposal", locked, by=by, concerns=[locked.by], data={"partnership": partnership.code})
        tell_both(locked, "accepted")
        tell_leaders(locked.sender, "twinning.proposal_accepted", locked, by=by)
    return partnership


def decline_proposal(*, proposal: Proposal, by: Any, reason: str, words: str = "") -> Proposal:
    """Say no, with a reason of the vocabulary "decline", which matching learns from."""
    require(by, "twinning.answer_proposal", proposal)
    if reason not in {term.code for term in terms_of("decline")}:
        raise Invalid(_("Choose a reason: it helps the other side."), field="reason")
    words = clean(words, multiline=True)
    check_length(words, most=DECLINE_CHARACTERS, field="words")
    with transaction.atomic():
        ours, theirs = lock_wishes(proposal.to_wish, proposal.from_wish)
        locked = lock_open(proposal)
        close_proposal(locked, ProposalState.DECLINED, by=by, reason=reason, words=words)
        Decision.objects.create(wish=ours, other=theirs, kind="declined", reason=reason, by=by)
        record("twinning.decline_proposal", locked, by=by, concerns=[locked.by], data={"reason": reason})
        tell_both(locked, "declined")
        tell_leaders(locked.sender, "twinning.proposal_declined", locked, by=by)
    return locked


def _close_when_full(wish: Wish) -> None:
    if free_places(wish) == 0:
        wish.state = Wish.State.CLOSED
        wish.version += 1
        wish.save()
        tell("wishes", "wish", {"code": wish.code, "state": wish.state, "version": wish.version})
