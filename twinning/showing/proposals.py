"""A proposal as one reader sees it: on which side they stand, what state to call it, what the letter says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.terms import label
from twinning.models import Institution, Proposal, ProposalState
from twinning.queries.institution_names import ShownName
from twinning.queries.people import works_at
from twinning.queries.proposals import state_now
from twinning.showing.institution_names import shown_name

TONES: Final = {ProposalState.SENT: "blue", ProposalState.ACCEPTED: "green", ProposalState.COUNTERED: "gold"}


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`incoming`: the reader's institution received it."""

    proposal: Proposal
    incoming: bool
    state: ProposalState

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


def row_for(user: Any, proposal: Proposal) -> ProposalRow:
    return ProposalRow(proposal, works_at(user, proposal.receiver), state_now(proposal))


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
