"""For the page Today: the desk queues of an officer, and rooms in which somebody said something."""

from collections.abc import Iterator
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.queries.rooms import with_unread
from community.showing.rooms import at_new
from core.language.formats import format_number
from core.registry import TodayItem, desk_for

ROOMS: Final = 5


def desk_today(user: Any) -> Iterator[TodayItem]:
    """Of every room that registered a pile: a query each, and one for its first due time where something lies in it."""
    for queue in desk_for(user):
        if count := queue.count(user):
            text = _("%(pile)s: %(count)s") % {"pile": queue.label, "count": format_number(count)}
            due = queue.due(user) if queue.due else None
            yield TodayItem(
                text,
                reverse(queue.url_name),
                order=12,
                why=_("A task of your office."),
                due=due,
                count=count,
                desk=True,
                icon="inbox",
                do=_("To the desk"),
                minutes=10,
            )


def talk_today(user: Any) -> Iterator[TodayItem]:
    """New messages: they count under Messages alone. One query."""
    for seat in with_unread(user).filter(unread__gt=0)[:ROOMS]:
        said = {"count": format_number(seat.unread), "room": seat.room}
        text = ngettext("%(count)s new message: %(room)s", "%(count)s new messages: %(room)s", seat.unread) % said
        url = at_new(reverse("community:room", args=[seat.room.code]))
        why = _("Your partners or colleagues wrote.")
        yield TodayItem(text, url, order=40, why=why, count=0, icon="message-square", do=_("Read"), minutes=2)
