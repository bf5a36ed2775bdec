"""What community asks of twinning: who may subscribe to which topic, and in the room of a twin space, who is on which
side, who may write and who manages it."""

from typing import Any

from community.models import Room
from community.queries.rooms import RoomSide, Sides
from twinning.models import Party, Staff, State
from twinning.queries.people import places_of, works_at
from twinning.queries.visibility import partnerships_visible_to


def may_follow_proposals(user: Any, code: str) -> bool:
    """Topic proposals:<code of an institution>, for its verified staff."""
    return any(p.institution.code == code and p.state == Staff.State.VERIFIED for p in places_of(user))


def may_follow_space(user: Any, code: str) -> bool:
    """Topic space:<code of a partnership>."""
    return partnerships_visible_to(user).filter(code=code).exists()


def sides_in(room: Room, reader: Any) -> Sides | None:
    """The people of a twin space's room by code: on the reader's side or the other one. Two queries."""
    parties = list(Party.objects.filter(partnership__space__room=room).select_related("institution"))
    if not parties:
        return None
    own = {party.institution_id for party in parties if works_at(reader, party.institution)}
    rows = Staff.objects.filter(institution__in=[p.institution_id for p in parties], user__rooms__room=room)
    schools = {party.institution_id: party.institution for party in parties}
    found = rows.exclude(state=Staff.State.REFUSED).values_list("user__code", "institution_id").order_by("-until", "pk")
    return {
        code: RoomSide("us" if key in own else "them", schools[key].shown_place, schools[key].time_zone)
        for code, key in found
    }


def speaks_in(user: Any, room: Room) -> bool | None:
    """In the room of a twin space a person writes for a party, and only while that institution is verified. None: no
    objection from here.

    No query more where all places of the person are at verified institutions.
    """
    places = [place for place in places_of(user) if place.state == Staff.State.VERIFIED]
    if all(place.institution.state == State.VERIFIED for place in places):
        return None
    parties = set(
        Party.objects.filter(partnership__space__room=room, until=None).values_list("institution_id", flat=True)
    )
    speaking = {place.institution_id for place in places if place.institution.state == State.VERIFIED}
    return bool(parties & speaking) if parties else None


def keeps_room(user: Any, room: Room) -> bool:
    """Verified staff of a party may add colleagues and close the room while it is open, also without being a member."""
    return room.closed_at is None and partnerships_visible_to(user).filter(space__room=room).exists()
