"""HTTP API of rooms and notices: the same numbers and payloads as the socket carries."""

from typing import Any, Final

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema
from pydantic import Field

from accounts.queries.office_sessions import barred
from community.actions.messages import send_message
from community.actions.reading import mark_notices_read, mark_read_live
from community.models import NoticeBox, Room, RoomMember
from community.policy import ROWS_A_PAGE
from community.queries.blocks import blocked_codes
from community.queries.notices import notices_of, unread_notices
from community.queries.room_events import for_reader, message_data, messages_for, room_catch_up
from community.queries.rooms import member_of, names_in, rooms_visible_to
from community.rules.limits import TONGUE
from community.showing.names_and_times import when
from community.showing.room_log import clock_and_day
from community.texts.notices import address_in, sentence, with_people
from core.errors import Refused
from core.language.formats import iso_moment, language_name
from core.limits import spend
from core.text import other_language
from core.web.api_schemas import IN_LANGUAGE, refusals
from core.web.machine_errors import caller_language

router = Router(tags=["talk"])
SAFE: Final = 2**53  # larger numbers are none in JSON
CODE: Any = Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=50, description="The code of the room, as in its address")  # type: ignore[type-arg]  # Path is a function that looks like a class
AFTER: Any = Query(default=None, ge=0, lt=SAFE, description="Only what has a higher number")  # type: ignore[type-arg]  # as above
BEFORE: Any = Query(default=None, ge=0, lt=SAFE, description="Only what has a lower number")  # type: ignore[type-arg]  # as above
LIMIT: Any = Query(default=50, ge=1, le=100, description="How many at most")  # type: ignore[type-arg]  # as above
EPOCH: Any = Query(default="", max_length=50, description="That of the numbers one knows; another one begins anew")  # type: ignore[type-arg]  # as above


class EventOut(Schema):
    seq: int
    kind: str
    data: dict[str, Any]


class EventsOut(Schema):
    """All events after `start` up to `head`; with `reset` none, and the messages are to be read anew."""

    epoch: str
    start: int
    head: int
    reset: bool
    events: list[EventOut]


class MessagesOut(Schema):
    """The newest messages (or those before a number), oldest first."""

    epoch: str
    head: int
    earlier: bool
    messages: list[EventOut]


class MessageIn(Schema):
    client_id: str = Field(max_length=40)
    text: str  # the verb says what is too much, in words
    language: str = Field(max_length=5)


class StoredOut(Schema):
    client_id: str
    seq: int
    created_at: str


class ReadIn(Schema):
    seq: int = Field(ge=0, lt=SAFE)


class TextIn(Schema):
    text: str = Field(max_length=20_000)
    language: str = Field(max_length=10)


class TongueOut(Schema):
    """Another language that the text is clearly in, with the sentence that asks; empty where nothing is to be said."""

    language: str
    text: str


class NoticeOut(Schema):
    seq: int
    key: str
    text: str
    url: str
    time: str


class NoticesOut(Schema):
    head: int
    unread: int
    notices: list[NoticeOut]


@router.get(
    "/line",
    response={204: None, **refusals()},
    url_name="line",
    openapi_extra=IN_LANGUAGE,
    summary="May a socket be opened?",
)
def line(request: HttpRequest) -> tuple[int, None]:
    """Whether a socket would be given: asked by a browser whose handshake was refused. 401 for who is signed out."""
    why = barred(request.user, request.session)
    if why == "over":
        raise Refused(gettext_lazy("Sessions of people with an office end after twelve hours. Sign in again."))
    if why:
        raise Refused(gettext_lazy("You hold an office: set up a second factor first, then everything is open to you."))
    return 204, None


@router.get(
    "/rooms/{code}/events",
    response={200: EventsOut, **refusals(404)},
    openapi_extra=IN_LANGUAGE,
    summary="What happened in a room",
)
def room_events(request: HttpRequest, code: str = CODE, after: int | None = AFTER, epoch: str = EPOCH) -> EventsOut:
    """Every event after a number, whole; with `reset` the messages are to be read anew."""
    room, member = _seat(request, code)
    found = room_catch_up(room, member, after=after, epoch=epoch)
    blocked = blocked_codes(request.user)
    frames = [for_reader(frame, blocked) for frame in found.frames]
    rows = [EventOut(seq=frame.seq, kind=frame.kind, data=frame.data) for frame in frames]
    return EventsOut(epoch=found.epoch, start=found.start, head=found.head, reset=found.reset, events=rows)


@router.get(
    "/rooms/{code}/messages",
    response={200: MessagesOut, **refusals(404)},
    openapi_extra=IN_LANGUAGE,
    summary="The messages of a room",
)
def room_messages(
    request: HttpRequest, code: str = CODE, before: int | None = BEFORE, limit: int = LIMIT
) -> MessagesOut:
    """The newest ones, or those before a number, oldest first."""
    room, member = _seat(request, code)
    head, epoch = Room.objects.values_list("head_seq", "epoch").get(pk=room.pk)
    found = messages_for(member, before=before, limit=limit)
    blocked = blocked_codes(request.user)
    names = names_in(room, [m.text for m in found])
    with translation.override(caller_language(request)):
        rows = [
            EventOut(
                seq=m.seq,
                kind="message",
                data={**message_data(m, blocked, names), **clock_and_day(m.created_at)},
            )
            for m in found[-limit:]
        ]
    return MessagesOut(epoch=epoch, head=head, earlier=len(found) > limit, messages=rows)


@router.post(
    "/rooms/{code}/messages",
    response={200: StoredOut, **refusals(404, 409, 413, 429)},
    openapi_extra=IN_LANGUAGE,
    summary="Say something",
)
def say(request: HttpRequest, message: MessageIn, code: str = CODE) -> StoredOut:
    """Safe to repeat: the same client_id gives the same number; with other words 409."""
    room = get_object_or_404(rooms_visible_to(request.user), code=code)
    event = send_message(room=room, by=request.user, **message.dict())
    return StoredOut(client_id=event.client_id, seq=event.seq, created_at=iso_moment(event.created_at))


@router.post(
    "/rooms/{code}/read",
    response={204: None, **refusals(404, 413)},
    openapi_extra=IN_LANGUAGE,
    summary="Mark a room as read",
)
def read(request: HttpRequest, upto: ReadIn, code: str = CODE) -> tuple[int, None]:
    """Up to a number, at most up to what there is; a lower one changes nothing."""
    mark_read_live(room=get_object_or_404(rooms_visible_to(request.user), code=code), by=request.user, seq=upto.seq)
    return 204, None


@router.post(
    "/tongue",
    response={200: TongueOut, **refusals(413, 429)},
    openapi_extra=IN_LANGUAGE,
    summary="Which language is this?",
)
def tongue(request: HttpRequest, words: TextIn) -> TongueOut:
    """While somebody writes: does it look like another language than the chosen one? Nothing is kept of it."""
    spend(TONGUE, request.user.pk)
    found = other_language(words.text, words.language) or ""
    with translation.override(caller_language(request)):
        said = _("This looks like %(language)s.") % {"language": language_name(found)} if found else ""
    return TongueOut(language=found, text=said)


@router.get("/notices", response={200: NoticesOut, **refusals()}, openapi_extra=IN_LANGUAGE, summary="One's notices")
def notices(request: HttpRequest, after: int | None = AFTER) -> NoticesOut:
    """Those after a number, the newest thirty at most, in the language of `lang`."""
    head = NoticeBox.objects.filter(user=request.user).values_list("head_seq", flat=True).first() or 0
    language = caller_language(request)
    rows = notices_of(request.user).filter(seq__gt=after or 0)[:ROWS_A_PAGE]
    with translation.override(language):
        shown = [
            NoticeOut(
                seq=row.seq,
                key=row.key,
                text=sentence(row),
                url=address_in(row.url, language) if row.url else "",
                time=when(row.created_at),
            )
            for row in with_people(rows)
        ]
    return NoticesOut(head=head, unread=unread_notices(request.user), notices=shown[::-1])


@router.post(
    "/notices/read", response={204: None, **refusals(413)}, openapi_extra=IN_LANGUAGE, summary="Mark notices as read"
)
def read_notices(request: HttpRequest, upto: ReadIn) -> tuple[int, None]:
    """Up to a number; a lower one than before changes nothing."""
    mark_notices_read(by=request.user, seq=upto.seq)
    return 204, None


def _seat(request: HttpRequest, code: str) -> tuple[Room, RoomMember]:
    room = get_object_or_404(rooms_visible_to(request.user), code=code)
    member = member_of(room, request.user)
    assert member is not None  # noqa: S101 - rooms_visible_to gave this room for its member
    return room, member
