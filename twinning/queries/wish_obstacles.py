"""What stands in the way of two wishes (in words: twinning.texts.wish_obstacles)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from community.models import Block
from twinning.models import Institution, Partnership, Staff, State, Wish
from twinning.queries.open_wishes import places_taken
from twinning.queries.people import can_act


class Hindered(StrEnum):
    """`OUR_…` can be mended by those who ask; of the others one can only look for somebody else."""

    OUR_WISH_FULL = "our_wish_full"
    OUR_WISH_DRAFT = "our_wish_draft"
    OUR_WISH_CLOSED = "our_wish_closed"
    OUR_INSTITUTION = "our_institution"
    SAME_INSTITUTION = "same_institution"
    THEIR_INSTITUTION = "their_institution"
    THEIR_WISH_FULL = "their_wish_full"
    THEIR_WISH_CLOSED = "their_wish_closed"
    BLOCKED = "blocked"
    PARTNERS_ALREADY = "partners_already"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`partnership`: the code of the one that the two wishes have led to."""

    hindered: Hindered
    partnership: str = ""


def obstacle_between(ours: Wish, theirs: Wish) -> Obstacle | None:
    """The first reason why these two wishes cannot be joined now; None where they can. At most seven queries."""
    taken = places_taken([ours, theirs])
    hindered = (
        _same_institution(ours, theirs)
        or obstacle_of(ours, taken.get(ours.pk, 0))
        or _cannot_act(ours, theirs)
        or _theirs(theirs, taken.get(theirs.pk, 0))
        or _blocked(ours, theirs)
    )
    return Obstacle(hindered) if hindered else _partners_already(ours, theirs)


def obstacle_of(ours: Wish, taken: int | None = None) -> Hindered | None:
    """Why one's own wish meets nobody: its places are taken, which closes it, or it is not open."""
    taken = places_taken([ours]).get(ours.pk, 0) if taken is None else taken
    if ours.state == Wish.State.DRAFT:
        return Hindered.OUR_WISH_DRAFT
    if taken >= ours.partners:
        return Hindered.OUR_WISH_FULL
    return Hindered.OUR_WISH_CLOSED if ours.state == Wish.State.CLOSED else None


def _same_institution(ours: Wish, theirs: Wish) -> Hindered | None:
    return Hindered.SAME_INSTITUTION if ours.institution_id == theirs.institution_id else None


def _cannot_act(ours: Wish, theirs: Wish) -> Hindered | None:
    if ours.institution.state != State.VERIFIED or not can_act(ours.institution):
        return Hindered.OUR_INSTITUTION
    if theirs.institution.state != State.VERIFIED or not can_act(theirs.institution):
        return Hindered.THEIR_INSTITUTION
    return None


def _theirs(theirs: Wish, taken: int) -> Hindered | None:
    if taken >= theirs.partners:
        return Hindered.THEIR_WISH_FULL
    return Hindered.THEIR_WISH_CLOSED if theirs.state != Wish.State.OPEN else None


def _blocked(ours: Wish, theirs: Wish) -> Hindered | None:
    return Hindered.BLOCKED if blocked_between(ours.institution, theirs.institution) else None


def _partners_already(ours: Wish, theirs: Wish) -> Obstacle | None:
    joined = Partnership.objects.exclude(state=Partnership.State.ENDED).filter(parties__from_wish=ours)
    found = joined.filter(parties__from_wish=theirs).first()
    return Obstacle(Hindered.PARTNERS_ALREADY, found.code) if found else None


def blocked_between(one: Institution, other: Institution) -> bool:
    """Whether anybody who works here now has blocked, or is blocked by, anybody who works there."""
    here = {"institution": one, "until": None}
    there = {"institution": other, "until": None}
    mine, yours = Staff.objects.filter(**here).values("user"), Staff.objects.filter(**there).values("user")
    return Block.objects.filter(Q(by__in=mine, blocked__in=yours) | Q(by__in=yours, blocked__in=mine)).exists()
