"""Opening the partnership that follows from an accepted proposal."""

from datetime import date
from typing import Any

from community.actions.rooms import open_room
from core.audit import record
from twinning.actions.steps.today_marks import partners_changed
from twinning.models import Partnership, Party, PlanItem, Proposal, TwinSpace
from twinning.queries.people import leaders_of, verified_staff


def open_partnership(*, proposal: Proposal, by: Any) -> Partnership:
    """With its space, its room and the plan of the proposal. Within the transaction of accepting, under its locks."""
    partnership = Partnership.objects.create(
        proposal=proposal,
        starts=proposal.starts,
        ends=proposal.ends,
        is_demo=proposal.sender.is_demo and proposal.receiver.is_demo,
    )
    for school, wish in ((proposal.sender, proposal.from_wish), (proposal.receiver, proposal.to_wish)):
        Party.objects.create(
            partnership=partnership, institution=school, school_class=wish.school_class, from_wish=wish
        )
    room = open_room(title=proposal.title, members=_first_members(proposal), by=by)
    TwinSpace.objects.create(partnership=partnership, title=proposal.title, language=proposal.language, room=room)
    _plan_from(proposal, partnership)
    record("twinning.open_partnership", partnership, by=by, data={"proposal": proposal.code})
    partners_changed(partnership)
    return partnership


def _first_members(proposal: Proposal) -> list[Any]:
    """Leaders and deputies of both sides, and who wrote the wishes and the proposal, if they still work there."""
    writers = {proposal.by_id, proposal.from_wish.by_id, proposal.to_wish.by_id}
    people: dict[int, Any] = {}
    for school in (proposal.sender, proposal.receiver):
        for place in [*leaders_of(school), *verified_staff(school).filter(user__in=writers - {None})]:
            people[place.user_id] = place.user
    return list(people.values())


def _plan_from(proposal: Proposal, partnership: Partnership) -> None:
    for order, item in enumerate(proposal.plan):
        PlanItem.objects.create(
            partnership=partnership,
            term=item.get("term", ""),
            title=item.get("title", ""),
            language="" if item.get("term") else proposal.language,
            due=date.fromisoformat(item["due"]) if item.get("due") else None,
            order=order,
        )
