"""Plants proposals in every state, and the partnerships that follow, by the verbs of the people concerned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from accounts.models import User
from community.models import Room
from demo.actions.steps.backdating import ago, day_ago, happened
from demo.actions.steps.partnerships import plant_partnership
from demo.queries import data_files
from twinning.actions.answering import decline_proposal
from twinning.actions.sending import counter_proposal, mark_proposal_read, send_proposal, withdraw_proposal
from twinning.models import Proposal, Wish
from twinning.policy import PROPOSAL_KEPT
from twinning.queries.people import leaders_of
from twinning.queries.phrase_book import chosen, facts_of
from twinning.rules.proposal_letters import Letter

MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Sides:
    """The two wishes of a proposal and who acts for them."""

    ours: Wish
    theirs: Wish
    writer: User
    answerer: User


def plant_proposals(wishes: Mapping[str, Wish], people: Mapping[str, User]) -> dict[str, Room]:
    """The rooms of the partnerships, by the name of the chat in demo/data/chats.json that is held there."""
    rooms = {}
    for row in data_files.proposals():
        sides = _sides(wishes, row)
        with happened(row["days"]):
            proposal = send_proposal(
                from_wish=sides.ours, to_wish=sides.theirs, by=sides.writer, **_letter(row, sides.ours)
            )
        if row["answer"] == "accepted":
            partnership = plant_partnership(proposal=proposal, row=row, people=people, answerer=sides.answerer)
            rooms[row.get("chat", proposal.code)] = partnership.space.room
        else:
            _answer(proposal, row, sides)
            _move_back(proposal, row["days"])
    return rooms


def _sides(wishes: Mapping[str, Wish], row: Mapping[str, Any]) -> Sides:
    ours, theirs = wishes[row["from"]], wishes[row["to"]]
    writer, answerer = (leaders_of(wish.institution).get().user for wish in (ours, theirs))
    return Sides(ours, theirs, writer, answerer)


def _letter(row: Mapping[str, Any], wish: Wish) -> Letter:
    starts = timezone.localdate() + timedelta(days=row["starts"])
    facts = facts_of(wish, theme=row.get("theme", ""), work=row["work"])
    return {
        "title": row["title"],
        "work": row["work"],
        "starts": starts,
        "ends": starts + timedelta(days=row["months"] * MONTH),
        "plan": [
            {"term": term, "title": "", "due": (starts + timedelta(days=days)).isoformat()}
            for term, days in row["plan"]
        ],
        "phrases": chosen(row.get("phrases", []), facts),
        "words": row["words"],
        "language": row["language"],
    }


def _answer(proposal: Proposal, row: Mapping[str, Any], sides: Sides) -> None:
    """The answer is given while the proposal is valid; `_move_back` sets its dates back afterwards."""
    after = row["days"] - row.get("after", 0)
    with happened(after):
        if row["answer"] == "declined":
            decline_proposal(proposal=proposal, by=sides.answerer, reason=row["reason"], words=row["reason_words"])
        elif row["answer"] == "withdrawn":
            withdraw_proposal(proposal=proposal, by=sides.writer)
        elif row["answer"] == "countered":
            letter = _letter({**row, **row["counter"], "phrases": []}, sides.theirs)
            counter = counter_proposal(proposal=proposal, by=sides.answerer, **letter)
            Proposal.objects.filter(pk=counter.pk).update(expires_at=ago(after) + PROPOSAL_KEPT)
    if row["answer"] in {"declined", "withdrawn", "countered"}:
        Proposal.objects.filter(pk=proposal.pk).update(closed_at=ago(after))
    if "read" in row:
        mark_proposal_read(proposal=proposal, by=sides.answerer)
        Proposal.objects.filter(pk=proposal.pk).update(read_at=ago(row["read"]))


def _move_back(proposal: Proposal, days: int) -> None:
    """Set the dates of the proposal and of its plan back by `days`."""
    Proposal.objects.filter(pk=proposal.pk).update(
        expires_at=ago(days) + PROPOSAL_KEPT,
        starts=_earlier(proposal.starts, days),
        ends=_earlier(proposal.ends, days),
        plan=[{**item, "due": _earlier(date.fromisoformat(item["due"]), days).isoformat()} for item in proposal.plan],
    )


def _earlier(day: date, days: int) -> date:
    return day_ago(days) + (day - timezone.localdate())
