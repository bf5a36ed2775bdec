"""A proposal as one reader sees it: on which side they stand, what state to call it, what the letter says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.errors import Text
from core.permissions import allowed
from core.terms import label
from twinning.models import Institution, Proposal, ProposalState
from twinning.policy import PROPOSAL_EXPIRES_SOON
from twinning.queries.institution_names import ShownName
from twinning.queries.people import works_at
from twinning.queries.proposals import ANSWERED, state_now
from twinning.showing.institution_names import shown_name

TONES: Final = {ProposalState.SENT: "blue", ProposalState.ACCEPTED: "green", ProposalState.COUNTERED: "gold"}


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A dot of a proposal's way. `done`: it was passed; `here`: the last one that was."""

    word: Text
    at: datetime | None
    done: bool
    here: bool = False


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`incoming`: the reader's institution received it."""

    proposal: Proposal
    incoming: bool
    state: ProposalState
    may_withdraw: bool = False

    @property
    def other(self) -> Institution:
        return self.proposal.sender if self.incoming else self.proposal.receiver

    @property
    def name(self) -> ShownName:
        return shown_name(self.other)

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.SENT

    @property
    def word(self) -> Text:
        if not self.is_open:
            return self.state.label
        if self.incoming:
            return _("waits for your answer")
        return _("read, not answered yet") if self.proposal.read_at else _("sent, not read yet")

    @property
    def expires_soon(self) -> bool:
        return self.is_open and self.proposal.expires_at - timezone.now() < PROPOSAL_EXPIRES_SOON

    @property
    def trail(self) -> list[TrailStep]:
        """Sent, read, and the answer or until when it may come."""
        one, is_open = self.proposal, self.is_open
        read = one.read_at is not None or self.state in ANSWERED
        sent = pgettext("a proposal", "came") if self.incoming else pgettext("a proposal", "sent")
        seen = pgettext("a proposal", "read") if read else pgettext("a proposal", "not read yet")
        end = pgettext("a proposal", "answer by") if is_open else self.state.label
        ended = one.closed_at if self.state != ProposalState.EXPIRED else one.expires_at
        return [
            TrailStep(sent, one.sent_at, done=True, here=is_open and not read),
            TrailStep(
                seen if is_open or read else pgettext("a proposal", "not read"), one.read_at, read, is_open and read
            ),
            TrailStep(end, one.expires_at if is_open else ended, done=not is_open, here=not is_open),
        ]


def row_for(user: Any, proposal: Proposal) -> ProposalRow:
    incoming, state = works_at(user, proposal.receiver), state_now(proposal)
    ours_and_open = not incoming and state == ProposalState.SENT
    may = ours_and_open and allowed(user, "twinning.withdraw_proposal", proposal)
    return ProposalRow(proposal, incoming, state, may)


@dataclass(frozen=True, slots=True)
class ProposedMilestone:
    """A milestone of a proposed plan; `lang` only where the title is somebody's own words."""

    title: str
    lang: str
    due: date | None


def proposed_milestones(plan: Iterable[Mapping[str, Any]], language: str) -> list[ProposedMilestone]:
    """A plan as the letter keeps it, in the reader's language where it can be."""
    return [
        ProposedMilestone(
            label("milestone", item["term"]) if item.get("term") else str(item.get("title", "")),
            "" if item.get("term") else language,
            date.fromisoformat(item["due"]) if item.get("due") else None,
        )
        for item in plan
    ]
