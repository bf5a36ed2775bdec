"""Permissions of rooms, notices, reports, blocks and appeals."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator, may_write
from accounts.rules import LEAVE_TO_OFFICE, listed_in, signed_in
from community.models import Message, Room
from community.queries.appeals import appeals_to_judge, how_appealed
from community.queries.rooms import has_voice, hosts, member_of
from community.queries.safety import reports_visible_to
from core.models import Deed
from core.permissions import Case, Condition, Door, permit

ROOMS: Final = Door(_("My rooms"), "community:rooms")
LOG: Final = Door(_("Deeds that concern me"), "community:deeds")
REPORTS: Final = Door(_("To the desk"), "community:reports")
APPEALS: Final = Door(_("To the desk"), "community:appeals")
THIS_ROOM: Final = Door(_("Read the room"), lambda _user, room: reverse("community:room", args=[room.code]))

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
    _("Only verified staff of verified institutions can write. Until then you can read and prepare."),
    _("The leader of your institution, or a coordinator of your country, verifies you; we will tell you."),
    "not_verified",
)
voice = Condition(
    has_voice,
    _("Nobody can write here in the name of your institution at present, because it is not verified."),
    _("A coordinator of your country looks at it again; write to them."),
    "no_voice",
)


def _brings_in(user: Any, room: Room) -> bool:
    """A member, a host, or the first one of a new room. By no office: whoever brings in could let themselves in.

    A room in which something happened is not new, also where everybody has left or is erased.
    """
    new = room.head_seq == 0 and not room.members.exists()
    return member_of(room, user) is not None or hosts(user, room) or new


def _author_in_room(user: Any, message: Message) -> bool:
    return message.author_id == user.pk and member_of(message.room, user) is not None


def _concerned(user: Any, deed: Deed) -> bool:
    return deed.by_id != user.pk and deed.concerns.filter(pk=user.pk).exists()


judge = Condition(
    lambda user, _thing: is_moderator(user), _("Only a moderator can do this."), LEAVE_TO_OFFICE, "not_moderator"
)
OTHER_JUDGE: Final = _("Another moderator does it.")
unconcerned = Condition(
    listed_in(reports_visible_to),
    _("This report concerns yourself."),
    OTHER_JUDGE,
    "about_oneself",
    REPORTS,
    [
        Case(
            lambda user, report: report.by_id == user.pk,
            "own_report",
            _("You wrote this report yourself, so somebody else answers it."),
            OTHER_JUDGE,
            REPORTS,
        )
    ],
)

permit("community.open_room", signed_in)
permit("community.see_room", signed_in, member)
permit("community.speak", signed_in, member, room_open, standing, voice)
brings_in = Condition(
    _brings_in,
    _("Only people of this room can bring somebody in or let them go."),
    _("The rooms you are in stand in your list."),
    "not_in_room",
    ROOMS,
)
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
permit("community.read_notices", signed_in)
permit(
    "community.read_notice",
    signed_in,
    Condition(
        lambda user, notice: notice.user_id == user.pk,
        _("This notice was told to somebody else."),
        _("What was told to you stands in your own list."),
        "others_notice",
        Door(_("My notices"), "community:notices"),
    ),
)
permit("community.report", signed_in)
permit(
    "community.block",
    signed_in,
    Condition(
        lambda user, other: user.pk != other.pk,
        _("You cannot block yourself."),
        _("Here you find whom you have blocked."),
        "oneself",
        Door(_("Blocked people"), "community:blocks"),
    ),
)
permit("community.see_report", signed_in, judge)
permit("community.see_reported", signed_in, judge, unconcerned)
permit("community.answer_report", signed_in, judge, unconcerned)
permit(
    "community.appeal",
    signed_in,
    Condition(
        _concerned,
        _("Only the person whom a decision concerns can appeal against it."),
        _("Decisions that concern you stand in your own list."),
        "not_concerned",
        LOG,
        [
            Case(
                lambda user, deed: deed.by_id == user.pk,
                "own_decision",
                _("This is your own decision; there is nobody to appeal to against yourself."),
                _("Decisions that concern you stand in your own list."),
                LOG,
            )
        ],
    ),
    Condition(
        lambda _user, deed: how_appealed(deed) is not None,
        _("There is no appeal against this kind of decision."),
        _("The ground stands beside the decision in your list."),
        "no_appeal",
        LOG,
    ),
)
another = Condition(
    listed_in(appeals_to_judge),
    _("An appeal is answered by somebody who had no part in the decision."),
    OTHER_JUDGE,
    "part_in_decision",
    APPEALS,
)
permit("community.see_appeal", signed_in, judge, another)
permit("community.answer_appeal", signed_in, judge, another)
