"""Who may open, read, write in, leave and close a chat room, bring people in, and take a message back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.rules import signed_in
from community.models import Message, Room
from community.queries.rooms import hosts, member_of
from community.rules.shared import ROOMS, member, room_open, standing, voice
from core.permissions import Case, Condition, permit


def _brings_in(user: Any, room: Room) -> bool:
    """A member, a host, or the first one of a new room. By no office: whoever brings in could let themselves in.

    A room in which something happened is not new, also where everybody has left or is erased.
    """
    new = room.head_seq == 0 and not room.members.exists()
    return member_of(room, user) is not None or hosts(user, room) or new


def _author_in_room(user: Any, message: Message) -> bool:
    return message.author_id == user.pk and member_of(message.room, user) is not None


brings_in = Condition(
    _brings_in,
    _("Only people of this room can bring somebody in or let them go."),
    _("The rooms you are in stand in your list."),
    "not_in_room",
    ROOMS,
)

permit("community.open_room", signed_in)
permit("community.see_room", signed_in, member)
permit("community.speak", signed_in, member, room_open, standing, voice)
permit("community.bring_in", signed_in, brings_in)
permit("community.leave_room", signed_in, member)
permit(
    "community.close_room",
    signed_in,
    Condition(
        lambda user, room: member_of(room, user) is not None or hosts(user, room),
        member.why,
        member.next_step,
        member.code,
        ROOMS,
    ),
)
permit(
    "community.take_back",
    signed_in,
    Condition(
        _author_in_room,
        _("You can take back only what you wrote yourself, in a room you are in."),
        _("If a message hurts or endangers somebody, report it beside the message."),
        "not_author",
        ROOMS,
        [
            Case(
                lambda user, message: message.author_id == user.pk,
                "left_room",
                _("You have left the room in which you wrote this."),
                _("Somebody of the room can take you in again."),
                ROOMS,
            )
        ],
    ),
)
