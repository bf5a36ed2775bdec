"""Sending a chat message, and taking it back."""

import re
from typing import Any, Final

from babel import Locale
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.actions.steps.mentions import tell_of_names
from community.actions.steps.messages import remove_message
from community.actions.steps.room_events import append_event
from community.models import Message, Room, RoomEvent, RoomMember
from community.policy import MESSAGE_CHARACTERS
from community.rules.limits import SAY
from core.codes import new_code
from core.errors import Conflict, Invalid
from core.language.name_refusals import check_marks
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import require
from core.text import clean
from core.web.saved_forms.drafts import arrived_words

CLIENT_ID: Final = re.compile(r"[A-Za-z0-9-]{8,40}")


def send_message(*, room: Room, by: Any, text: str, language: str, client_id: str) -> RoomEvent:
    """Store a message once: the same `client_id` gives the stored event, with other words Conflict.

    Raise Invalid for words that cannot be kept, TooMany above 30 a minute.
    """
    require(by, "community.speak", room)
    words = _words(text=text, language=language, client_id=client_id)
    if stored := _stored(room, by, client_id):
        return _the_same(stored, words)
    spend(SAY, by.pk)
    try:
        event = _store(room=room, by=by, words=words, client_id=client_id)
    except IntegrityError:
        # The same message came twice at once; the other one was first.
        if stored := _stored(room, by, client_id):
            return _the_same(stored, words)
        raise
    arrived_words(by.code, page=reverse("community:room", args=[room.code]), name="text", text=words["text"])
    return event


def delete_message(*, message: Message, by: Any) -> None:
    """Delete the text of one's own message. Idempotent."""
    require(by, "community.take_back", message)
    remove_message(message=message, by=by)


def _words(*, text: str, language: str, client_id: str) -> dict[str, str]:
    said = clean(text, multiline=True)
    if not said:
        raise Invalid(_("Write something first."), field="text")
    check_length(said, most=MESSAGE_CHARACTERS, field="text", next_step=_("Send it in two parts."))
    check_marks(said, field="text")
    if language not in Locale("en").languages:
        raise Invalid(_("Choose the language of your message."), field="language")
    if not CLIENT_ID.fullmatch(client_id):
        raise Invalid(_("This form is damaged. Load the page again; what you typed is kept."), field="client_id")
    return {"text": said, "language": language}


def _stored(room: Room, by: Any, client_id: str) -> RoomEvent | None:
    return RoomEvent.objects.filter(room=room, actor=by, client_id=client_id).first()


def _the_same(event: RoomEvent, words: dict[str, str]) -> RoomEvent:
    if not event.redacted and {name: event.payload.get(name) for name in words} != words:
        raise Conflict(_("Another message was sent under this number. Load the page again and send yours once more."))
    return event


def _store(*, room: Room, by: Any, words: dict[str, str], client_id: str) -> RoomEvent:
    code = new_code()
    with transaction.atomic():
        event = append_event(room=room, kind="message", by=by, payload={"code": code, **words}, client_id=client_id)
        message = Message.objects.create(
            code=code, room=room, seq=event.seq, author=by, created_at=event.created_at, **words
        )
        RoomMember.objects.filter(room=room, user=by).update(last_read_seq=event.seq, language=words["language"])
        tell_of_names(message)
    return event
