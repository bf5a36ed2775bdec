"""Partnerships of a person, their sides as one reader sees them, milestones that are due, people inside and outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from twinning.models import Partnership, Party, PlanItem, Staff
from twinning.queries.people import works_at
from twinning.queries.visibility import partnerships_visible_to


def spaces_of(user: Any) -> QuerySet[Partnership]:
    """The person's partnerships with what a list shows, those that go on first. Five queries."""
    rows = partnerships_visible_to(user).select_related("space", "space__room")
    return rows.prefetch_related("parties__institution__names", "parties__school_class__lessons", "plan").order_by(
        "ended_at", "-opened_at"
    )


class SpaceTalk(NamedTuple):
    code: str
    title: str
    language: str
    room: str
    unread: int


# By hand, because every page asks it: Django takes longer to write such a question than the database to answer it.
LAST_TALKS: Final = """
SELECT partnership.code, space.title, space.language, room.code, room.head_seq - seat.last_read_seq
  FROM community_roommember seat
  JOIN community_room room ON room.id = seat.room_id
  JOIN twinning_twinspace space ON space.room_id = room.id
  JOIN twinning_partnership partnership ON partnership.id = space.partnership_id
  LEFT JOIN community_roomevent event ON event.room_id = room.id AND event.seq = room.head_seq
 WHERE seat.user_id = %s AND seat.left_at IS NULL AND partnership.ended_at IS NULL
 ORDER BY COALESCE(event.created_at, seat.joined_at) DESC, seat.id DESC
 LIMIT %s
"""


def spaces_by_talk(user: Any, most: int) -> list[SpaceTalk]:
    """Of the person's spaces that go on those with the latest talk. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_TALKS, [user.pk, most])
        return [SpaceTalk(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class PartnershipSide:
    """A party as one reader sees it: `ours`: the reader works there."""

    party: Party
    ours: bool


def sides_for(user: Any, partnership: Partnership) -> list[PartnershipSide]:
    """The present parties, the reader's own first."""
    present = [party for party in partnership.parties.all() if party.until is None or partnership.ended_at]
    ours = [party for party in present if works_at(user, party.institution)][:1]
    others = [party for party in present if party not in ours]
    return [*(PartnershipSide(party, True) for party in ours), *(PartnershipSide(party, False) for party in others)]


def next_milestone(plan: Iterable[PlanItem]) -> PlanItem | None:
    """The first that is not done, by its place in the plan."""
    return next((item for item in plan if item.state != PlanItem.State.DONE), None)


def due_milestones(user: Any, until: date) -> QuerySet[PlanItem]:
    """Not done, due by that day, in partnerships of the person that go on."""
    running = partnerships_visible_to(user).exclude(state=Partnership.State.ENDED)
    return (
        PlanItem.objects.filter(partnership__in=running, due__lte=until)
        .exclude(state=PlanItem.State.DONE)
        .select_related("partnership__space")
        .order_by("due", "pk")
    )


def people_of(partnership: Partnership) -> list[Staff]:
    """Verified staff of the parties who are in the room, in the order in which they came. One query."""
    return list(
        Staff.objects.filter(
            institution__parties__partnership=partnership,
            state=Staff.State.VERIFIED,
            until=None,
            user__rooms__room__twin_space__partnership=partnership,
            user__rooms__left_at=None,
        )
        .select_related("user", "institution")
        .order_by("user__rooms__joined_at", "pk")
        .distinct()
    )


def colleagues_outside(user: Any, partnership: Partnership) -> list[Staff]:
    """Verified colleagues of the reader's own side, or the reader, who are not in the room yet."""
    own = [side.party.institution_id for side in sides_for(user, partnership) if side.ours]
    inside = partnership.space.room.members.filter(left_at=None).values("user")
    rows = Staff.objects.filter(institution__in=own, state=Staff.State.VERIFIED, until=None)
    return list(rows.exclude(user__in=inside).select_related("user").order_by("user__name"))
