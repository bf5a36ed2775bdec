"""Who sends, reads, answers and withdraws proposals: one side writes, the other answers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from core.permissions import Case, Condition, Door, permit
from twinning.models import Institution, Proposal, State
from twinning.queries.people import leads, works_at
from twinning.queries.visibility import proposals_visible_to
from twinning.rules.reasons import MINE, PROPOSALS, acting_cases, people_of, unverified_case
from twinning.rules.shared import acts, institution_verified, rules_signed


def _receiver(proposal: Proposal) -> Institution:
    return proposal.receiver


def _receives(user: Any, proposal: Proposal) -> bool:
    return leads(user, proposal.receiver)


receives = Condition(
    _receives,
    _("Only the leader or a deputy of the institution that received it can answer."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
    "not_leader",
    PROPOSALS,
    [
        Case(
            lambda user, proposal: works_at(user, proposal.sender) and not works_at(user, proposal.receiver),
            "own_proposal",
            _("Your institution wrote this proposal, so the other side answers it."),
            _("You are told as soon as they answer."),
            PROPOSALS,
        ),
        *acting_cases(_receiver),
    ],
)
one_side = Condition(
    lambda user, p: p.by_id != user.pk and not leads(user, p.sender),
    _("You act for the institution that sent this as well, so somebody else must answer it."),
    _("Ask a leader or a deputy of the institution that received it."),
    "both_sides",
    people_of(_receiver),
)
receiver_verified = Condition(
    lambda _user, proposal: proposal.receiver.state == State.VERIFIED,
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    unverified_case(_receiver),
)
receiver_signed = Condition(
    lambda _user, proposal: proposal.receiver.consents.exists(),
    rules_signed.why,
    rules_signed.next_step,
    rules_signed.code,
    Door(
        rules_signed.door.label,
        lambda _user, proposal: reverse("twinning:sign_rules", args=[proposal.receiver.code]),
        returns=True,
    ),
)
sends = Condition(
    acts.test,
    acts.why,
    acts.next_step,
    acts.code,
    acts.door,
    [
        Case(
            lambda user, proposal: works_at(user, proposal.receiver) and not works_at(user, proposal.sender),
            "not_sender",
            _("The other side wrote this proposal; only they can take it back."),
            _("A leader or a deputy of yours can answer it, also with no."),
            PROPOSALS,
        ),
        *acting_cases(),
    ],
)

permit(
    "twinning.see_proposal",
    signed_in,
    sees(
        proposals_visible_to,
        code="not_party",
        why=_("A proposal is read by verified staff of the two institutions alone."),
        next_step=_("The proposals of your institution stand in your list."),
        door=PROPOSALS,
    ),
)
permit("twinning.send_proposal", signed_in, acts, institution_verified, rules_signed)
permit("twinning.answer_proposal", signed_in, receives, one_side, receiver_verified, receiver_signed)
permit("twinning.withdraw_proposal", signed_in, sends)
