"""Conditions that several modules of rules need: membership, standing, and the moderator who judges."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator, may_write
from accounts.rules import LEAVE_TO_OFFICE
from community.queries.rooms import has_voice, member_of
from core.permissions import Condition, Door

ROOMS: Final = Door(_("Messages"), "community:rooms")
LOG: Final = Door(_("Deeds that concern me"), "community:deeds")
THIS_ROOM: Final = Door(_("To the room"), lambda _user, room: reverse("community:room", args=[room.code]))
OTHER_JUDGE: Final = _("Another moderator does it.")
member = Condition(
    lambda user, room: member_of(room, user) is not None,
    _("You are not in this room."),
    _("Somebody of the room can bring you in. The rooms you are in stand in your list."),
    "not_in_room",
    ROOMS,
)
room_open = Condition(
    lambda _user, room: room.closed_at is None,
    _("This room is closed; it can be read, but not written in."),
    _("What was said stays there to be read."),
    "room_closed",
    THIS_ROOM,
)
# Community knows of people who may write, twinning why one may not: its rules say more (twinning.rules.standing).
standing = Condition(
    lambda user, _thing: may_write(user),
    _("Only verified staff of verified institutions can write. Until then you can read everything."),
    _("The leader of your institution, or a coordinator of your country, verifies you; we will tell you."),
    "not_verified",
)
voice = Condition(
    has_voice,
    _("Nobody can write here in the name of your institution at present, because it is not verified."),
    _("A coordinator of your country looks at it again; write to them."),
    "no_voice",
)
judge = Condition(
    lambda user, _thing: is_moderator(user), _("Only a moderator can do this."), LEAVE_TO_OFFICE, "not_moderator"
)
