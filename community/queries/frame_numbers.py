"""The numbers in the frame of every page, all by one query: what waits, on the desk, unread messages and notices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from community.policy import ROOMS_COUNTED, UNREAD_COUNTED
from community.queries.notices import NoticePage
from community.queries.rooms import with_unread
from community.wire import NumbersData
from core.people import is_signed_in

# A line for each unread notice, one where there is none. By hand, because every page asks it: Django takes longer to
# write such a question than the database to answer it.
ASKED: Final = """
SELECT today.number, today.desk, today.version,
       (SELECT sum(room.head_seq - seat.last_read_seq)
          FROM community_roommember seat JOIN community_room room ON room.id = seat.room_id
         WHERE seat.user_id = %s AND seat.left_at IS NULL),
       notice.id, notice.url
  FROM accounts_user person
  LEFT JOIN core_todaynumber today ON today.user_id = person.id
  LEFT JOIN community_noticebox box ON box.user_id = person.id
  LEFT JOIN community_notice notice
         ON notice.user_id = person.id AND notice.seq > box.read_seq AND notice.read_at IS NULL
 WHERE person.id = %s
 ORDER BY notice.seq DESC
 LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class FrameNumbers:
    """`notices` are the unread ones, the newest first."""

    today: int = 0
    desk: int = 0
    version: int = 0
    messages: int = 0
    notices: tuple[NoticePage, ...] = ()


def frame_numbers(user: Any) -> FrameNumbers:
    """One query a request, none for a visitor."""
    if not is_signed_in(user):
        return FrameNumbers()
    numbers: FrameNumbers | None = getattr(user, "_frame_numbers", None)
    if numbers is None:
        numbers = user._frame_numbers = numbers_now(user)  # noqa: SLF001 - kept for this request, on the object that lives as long
    return numbers


def numbers_now(user: Any) -> FrameNumbers:
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [user.pk, user.pk, UNREAD_COUNTED])
        rows = cursor.fetchall()
    if not rows:
        return FrameNumbers()
    today, desk, version, messages = (int(number or 0) for number in rows[0][:4])
    return FrameNumbers(
        today, desk, version, messages, tuple((key, url) for *_numbers, key, url in rows if key is not None)
    )


def entry_numbers(user: Any) -> Mapping[str, int]:
    """By the names that entries of the menu have for them."""
    numbers = frame_numbers(user)
    return {"today": numbers.today, "desk": numbers.desk, "messages": numbers.messages}


def live_numbers(user: Any) -> NumbersData:
    """For pages that are open already, and go on counting by the news of the rooms. Two queries."""
    numbers = numbers_now(user)
    seats = with_unread(user).values_list("room__code", "room__head_seq", "last_read_seq")[:ROOMS_COUNTED]
    return NumbersData(
        today=numbers.today,
        desk=numbers.desk,
        version=numbers.version,
        messages=numbers.messages,
        notices=len(numbers.notices),
        rooms={code: (head, read) for code, head, read in seats},
    )
