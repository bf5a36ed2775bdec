"""The messages of a room in order: a line before each day, one before what is new, one writer's messages joined."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.models import Message
from community.policy import MESSAGES_JOINED_WITHIN
from core.language.formats import format_date, format_number, format_time


def clock_and_day(moment: datetime) -> dict[str, str]:
    """In the reader's zone: the time, the name of the day (Today, or the date with its weekday), its ISO date."""
    day = timezone.localdate(moment)
    name = _("Today") if day == timezone.localdate() else format_date(day, "weekday")
    return {"time": format_time(timezone.localtime(moment)), "day": name, "date": day.isoformat()}


def in_order(
    rows: Sequence[dict[str, Any]], messages: Sequence[Message], *, reader: Any, read: int | None
) -> list[dict[str, Any]]:
    """`rows` of `messages`, each with what stands before it: `day_line`, `new_line`; `joined` to the one above.

    `read` is the last number that the reader has seen, None where nothing is to be called new.
    """
    new = [] if read is None else [m for m in messages if m.seq > read and m.author_id != reader.pk]
    above: Message | None = None
    for row, message in zip(rows, messages, strict=True):
        begins = above is None or timezone.localdate(above.created_at) != timezone.localdate(message.created_at)
        first_new = bool(new) and message is new[0]
        said = clock_and_day(message.created_at)
        row |= {"time": said["time"], "date": said["date"], "by": message.author.code if message.author else ""}
        row["day_line"] = said["day"] if begins else ""
        row["new_line"] = _new_line(len(new)) if first_new else ""
        row["joined"] = not begins and not first_new and _go_together(above, message)
        above = message
    return list(rows)


def _new_line(count: int) -> str:
    said = ngettext("%(count)s new message", "%(count)s new messages", count)
    return said % {"count": format_number(count)}


def _go_together(above: Message | None, message: Message) -> bool:
    if above is None or above.deleted_at or message.deleted_at or message.author_id is None:
        return False
    soon: timedelta = message.created_at - above.created_at
    alike = (above.author_id, above.language) == (message.author_id, message.language)
    return alike and soon < MESSAGES_JOINED_WITHIN
