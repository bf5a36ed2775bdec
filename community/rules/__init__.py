"""Who may talk, report, block and judge: the table of the house, as conditions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import OfficeKind
from accounts.queries.offices import holds, is_administrator, may_write
from community.models import Appeal, Message, Report, Room
from community.queries.appeals import appeals_to_judge, how_appealed
from community.queries.rooms import has_voice, hosts, member_of
from community.queries.safety import reports_visible_to
from core.models import Deed
from core.permissions import Condition, permit

signed_in = Condition(
    lambda user, _thing: bool(getattr(user, "is_authenticated", False) and user.is_active),
    _("Please sign in first."),
)
member = Condition(
    lambda user, room: member_of(room, user) is not None,
    _("You are not in this room."),
    _("Somebody of the partnership can bring you in."),
)
room_open = Condition(
    lambda _user, room: room.closed_at is None,
    _("This room is closed; it can be read, but not written in."),
)
standing = Condition(
    lambda user, _thing: may_write(user),
    _("Only verified staff of verified institutions can write. Until then you can read and prepare."),
    _("The leader of your institution, or a coordinator of your country, verifies you; we will tell you."),
)
voice = Condition(
    has_voice,
    _("Nobody can write here in the name of your institution at present, because it is not verified."),
    _("A coordinator of your country looks at it again; write to them."),
)


def _brings_in(user: Any, room: Room) -> bool:
    """A member, a host, or the first one of a new room. By no office: whoever brings in could let themselves in.

    A room in which something happened is not new, also where everybody has left or is erased.
    """
    new = room.head_seq == 0 and not room.members.exists()
    return member_of(room, user) is not None or hosts(user, room) or new


def _author_in_room(user: Any, message: Message) -> bool:
    return message.author_id == user.pk and member_of(message.room, user) is not None


def _judges(user: Any, _thing: Any) -> bool:
    return holds(user, OfficeKind.MODERATOR) or is_administrator(user)


def _concerned(user: Any, deed: Deed) -> bool:
    return deed.by_id != user.pk and deed.concerns.filter(pk=user.pk).exists()


def _judges_anew(user: Any, appeal: Appeal) -> bool:
    return appeals_to_judge(user).filter(pk=appeal.pk).exists()


def _not_concerned(user: Any, report: Report) -> bool:
    return reports_visible_to(user).filter(pk=report.pk).exists()


judge = Condition(_judges, _("Only a moderator can do this."))

permit("community.open_room", signed_in)
permit("community.see_room", signed_in, member)
permit("community.speak", signed_in, member, room_open, standing, voice)
brings_in = Condition(_brings_in, _("Only people of this room can bring somebody in or let them go."))
permit("community.bring_in", signed_in, brings_in)
permit("community.leave_room", signed_in, member)
permit(
    "community.close_room",
    signed_in,
    Condition(lambda user, room: member_of(room, user) is not None or hosts(user, room), member.why, member.next_step),
)
permit(
    "community.take_back",
    signed_in,
    Condition(_author_in_room, _("You can take back only what you wrote yourself, in a room you are in.")),
)
permit("community.read_notices", signed_in)
permit(
    "community.read_notice",
    signed_in,
    Condition(lambda user, notice: notice.user_id == user.pk, _("This notice was told to somebody else.")),
)
permit("community.report", signed_in)
permit(
    "community.block",
    signed_in,
    Condition(lambda user, other: user.pk != other.pk, _("You cannot block yourself.")),
)
permit("community.see_report", signed_in, judge)
permit("community.see_reported", signed_in, judge, Condition(_not_concerned, _("This report concerns yourself.")))
permit("community.answer_report", signed_in, judge, Condition(_not_concerned, _("This report concerns yourself.")))
permit(
    "community.appeal",
    signed_in,
    Condition(_concerned, _("Only the person whom a decision concerns can appeal against it.")),
    Condition(
        lambda _user, deed: how_appealed(deed) is not None, _("There is no appeal against this kind of decision.")
    ),
)
another = Condition(
    _judges_anew,
    _("An appeal is answered by somebody who had no part in the decision."),
    _("Another moderator does it."),
)
permit("community.see_appeal", signed_in, judge, another)
permit("community.answer_appeal", signed_in, judge, another)
