"""A chat room as templates/community/room.html shows it, with a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from community.models import Message, Room, RoomMember
from community.policy import MESSAGES_A_PAGE, MESSAGES_ON_OPENING
from community.queries.blocks import blocked_codes
from community.queries.last_words import latest_talk_first, messages_seen
from community.queries.room_events import messages_for
from community.queries.rooms import RoomSide, Sides, members_of, names_in, sides_of, with_unread
from community.showing.names_and_times import ANY_CODE, language_choices, when, when_lately
from community.showing.room_log import in_order
from community.wire import room_topic
from core.language.formats import format_time, iso_moment
from core.language.own_names import own_name
from core.locales import language_of, reads_latin
from core.permissions import why_not
from core.text.markup import Names, rendered

US, THEM = "us", "them"
LAST_WORDS: Final = 120  # characters of what was said last that stand in the list of rooms
NEW: Final = "#new"  # the first message that the reader has not seen; where there is none, a room opens at the newest


@dataclass(frozen=True, slots=True)
class RoomClock:
    """What the clock says where one side is."""

    time: str
    zone: str
    place: str


def at_new(url: str) -> str:
    """The address of a page with a room, opened at the first new message."""
    return url + NEW


def room_rows(user: Any) -> list[dict[str, Any]]:
    """The list of rooms, the latest talk first: `count` is for templates/shell/count.html. Three queries at most."""
    seats = list(latest_talk_first(with_unread(user)))
    words = messages_seen(user, [seat.last for seat in seats])
    return [_room_row(seat, words.get(seat.last), user) for seat in seats]


def _room_row(seat: Any, said: Message | None, user: Any) -> dict[str, Any]:
    return {
        "room": seat.room,
        "url": at_new(reverse("community:room", args=[seat.room.code])),
        "count": unread_of(seat.room, seat.unread),
        "by": said and said.author and said.author.shown,
        "own": bool(said and said.author == user),
        "said": shorten(said.text, LAST_WORDS, placeholder="…") if said else "",
        "lang": said.language if said else "",
        "time": when_lately(said.created_at) if said else "",
        "iso": iso_moment(said.created_at) if said else "",
    }


def unread_of(room: Room, unread: int) -> dict[str, Any]:
    return {"counts": f"room:{room.code}", "count": unread}


def room_context(
    room: Room,
    user: Any,
    *,
    limit: int = MESSAGES_A_PAGE,
    before: int | None = None,
    sides: Sides | None = None,
    languages: Iterable[str] = (),
) -> dict[str, Any]:
    """For `{% include "community/room.html" %}`: the caller has asked community.see_room.

    `sides` tells by person's code where each comes from; `languages` are offered beside those of the site.
    """
    # The number first, the messages after it: what comes between arrives twice and is shown once.
    head, epoch = Room.objects.values_list("head_seq", "epoch").get(pk=room.pk)
    people = list(members_of(room))
    mine = next(m for m in people if m.user_id == user.pk)
    known = sides_of(room, user) if sides is None else sides
    blocked = blocked_codes(user)
    limit = limit if before else max(limit, min(head - mine.last_read_seq + 1, MESSAGES_ON_OPENING))
    found = messages_for(mine, before=before, limit=limit)
    shown = found[-limit:]
    names = names_in(room, [m.text for m in shown])
    rows = [shown_message(m, user, known, blocked, names) for m in shown]
    return {
        "room": room,
        "topic": room_topic(room.code),
        "head_seq": head,
        "epoch": epoch,
        "log": in_order(rows, shown, reader=user, read=None if before else mine.last_read_seq),
        "earlier": shown[0].seq if len(found) > limit else None,
        "before": before,
        "people": [shown_person(m, user, known) for m in people],
        "clocks": clocks_of(list(known.values())),
        "blocked": " ".join(sorted(blocked)),
        "latin": reads_latin(),
        "empty": blank_messages(user, side_of(user, user, known)),
        **_to_write(room, mine, user, languages),
    }


def _to_write(room: Room, mine: RoomMember, user: Any, languages: Iterable[str]) -> dict[str, Any]:
    """What the composer needs, or why there is none."""
    return {
        "refusal": why_not(user, "community.speak", room),
        "language": mine.language or language_of(),
        "language_choices": language_choices([*languages, mine.language, user.language]),
        "client_id": uuid4().hex,
    }


def shown_message(
    message: Message, user: Any, sides: Sides, blocked: frozenset[str], names: Names | None = None
) -> dict[str, Any]:
    """As templates/components/message.html wants it."""
    author = message.author
    side = side_of(author, user, sides)
    hidden = author is not None and author.code in blocked
    gone = bool(message.deleted_at) or hidden
    text = _("You blocked this person.") if hidden else _("This message was taken back.") if gone else message.text
    return {
        "seq": message.seq,
        "side": side.side,
        "place": side.place,
        "name": author.shown if author else _("Somebody who has left"),
        "time": when(message.created_at),
        "iso": iso_moment(message.created_at),
        "lang": "" if gone else message.language,
        "lang_name": "" if gone else own_name(message.language),
        "text": text,
        "html": "" if gone else mark_safe(rendered(message.text, names)),  # noqa: S308 - it passed nh3
        "state": "gone" if gone else "",
        "menu": [] if gone else menu_of(message.code, own=author == user),
    }


def shown_person(member: RoomMember, user: Any, sides: Sides) -> dict[str, Any]:
    side = side_of(member.user, user, sides)
    return {"code": member.user.code, "name": member.user.shown, "side": side.side, "place": side.place}


def clocks_of(sides: Sequence[RoomSide]) -> list[RoomClock]:
    """Ours first, then theirs; one alone where both go alike, none where nobody knows where the sides are."""
    first = {side.side: side for side in reversed(sides) if side.zone}
    clocks = [clock_of(first[side]) for side in (US, THEM) if side in first]
    return clocks[:1] if len({clock.time for clock in clocks}) == 1 else clocks


def clock_of(side: RoomSide) -> RoomClock:
    return RoomClock(format_time(timezone.localtime(timezone=ZoneInfo(side.zone)).time()), side.zone, side.place)


def side_of(person: Any, user: Any, sides: Sides) -> RoomSide:
    if person is None:
        return RoomSide(THEM)
    return sides.get(person.code) or RoomSide(US if person == user else THEM)


def menu_of(code: str, *, own: bool) -> list[tuple[str, Any]]:
    if own:
        return [(reverse("community:take_back", args=[code]), _("Take back"))]
    return [(reverse("community:report_this", args=["message", code]), _("Report"))]


def blank_messages(user: Any, side: RoomSide) -> dict[str, dict[str, Any]]:
    """What the script copies for a message that arrives, for an own one and for one that is not sent yet."""
    blank = {"seq": 0, "name": " ", "place": " ", "time": " ", "iso": " ", "lang_name": " ", "text": " "}
    mine = {**blank, "name": user.shown, "place": side.place, "side": US}
    return {
        "other": {**blank, "side": THEM, "menu": menu_of(ANY_CODE, own=False)},
        "mine": {**mine, "menu": menu_of(ANY_CODE, own=True)},
        "gone": {**blank, "side": THEM, "state": "gone", "lang_name": ""},
        "waiting": {**mine, "state": "waiting", "waiting": " "},
    }
