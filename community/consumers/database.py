"""What a socket asks of the database. The user is loaded again each time: permissions change while a socket is open."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from accounts.models import User
from accounts.queries.office_sessions import barred
from accounts.queries.site_rules import owes_rules
from community import wire
from community.actions.messages import send_message
from community.actions.reading import mark_read_live
from community.queries import socket_topics
from community.queries.blocks import blocked_codes
from community.queries.frame_numbers import live_numbers
from community.queries.room_events import CatchUp
from community.queries.rooms import rooms_visible_to
from core.errors import KoepueroeError, Refused, TooMany, said
from core.language.formats import iso_moment
from core.live.hub import Frame
from core.registry import may_follow


@dataclass(frozen=True, slots=True)
class LineStanding:
    """What a socket checks again and again: its close code, its topics, whom its person blocked."""

    followed: frozenset[str]
    blocked: frozenset[str]
    rooms: frozenset[str] | None  # None where no page asks for numbers


def look(session_key: str, wanted: list[str]) -> LineStanding | int:
    """The code to close with, where the session ended, the password changed or the person was shut out."""
    user = who(session_key)
    if isinstance(user, int):
        return user
    rooms = rooms_counted(user.pk) if wire.notices_topic(user.code) in wanted else None
    return LineStanding(frozenset(t for t in wanted if may_follow(user, t)), blocked_codes(user), rooms)


def may(user_id: int, topic: str) -> bool:
    user = _person(user_id)
    return user is not None and may_follow(user, topic)


def catch_up(user_id: int, topic: str, after: int | None, epoch: str) -> CatchUp | None:
    return socket_topics.catch_up(_person(user_id), topic, after=after, epoch=epoch)


def rooms_counted(user_id: int) -> frozenset[str]:
    return socket_topics.rooms_counted(user_id)


def numbers(user_id: int) -> dict[str, Any]:
    return {**live_numbers(_person(user_id))}


def heads(wanted: list[str]) -> dict[str, int]:
    return socket_topics.heads(wanted)


def say(user_id: int, frame: wire.FromBrowser, language: str) -> Frame:
    """The answer to `send`: stored with its number, or refused with the reason in the reader's language."""
    client_id = str(frame.get("client_id", ""))[:40]
    topic = wire.room_topic(str(frame.get("room", ""))[:20])
    user = _person(user_id)
    room = rooms_visible_to(user).filter(code=str(frame.get("room", ""))).first()
    with translation.override(language):
        if user is None or room is None:
            return Frame(topic, "refused", {"client_id": client_id, "code": "not_found", "status": 404, "text": ""})
        if owes_rules(user):
            refused = Refused(gettext("Accept the rules of the site first."))
            return Frame(topic, "refused", {"client_id": client_id, **refusal(refused)})
        try:
            event = send_message(
                room=room,
                by=user,
                text=str(frame.get("text", "")),
                language=str(frame.get("language", "")),
                client_id=client_id,
            )
        except KoepueroeError as error:
            return Frame(topic, "refused", {"client_id": client_id, **refusal(error)})
    stored = wire.StoredData(client_id=client_id, seq=event.seq, created_at=iso_moment(event.created_at))
    return Frame(topic, "stored", {**stored})


def read(user_id: int, room_code: str, seq: int) -> None:
    user = _person(user_id)
    room = rooms_visible_to(user).filter(code=room_code).first()
    if user is not None and room is not None:
        mark_read_live(room=room, by=user, seq=seq)


def refusal(error: KoepueroeError) -> dict[str, Any]:
    wait = error.wait if isinstance(error, TooMany) else 0
    return {
        "code": error.code,
        "status": error.status,
        **said(error),
        "wait": wait,
    }


def _person(user_id: int) -> User | None:
    return User.objects.filter(pk=user_id, is_active=True).select_related("standing").first()


def session_of(key: str) -> SessionBase:
    found: SessionBase = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(key)
    return found


def who(session_key: str) -> User | int:
    """The person who may open a socket with this session, or the close code."""
    data = session_of(session_key).load()
    user = User.objects.filter(pk=data.get(SESSION_KEY) or 0, is_active=True).first()
    if user is None or not constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return wire.SIGNED_OUT
    refusals = {"over": wire.SIGNED_OUT, "factor": wire.FORBIDDEN}
    return refusals.get(barred(user, data), user)
