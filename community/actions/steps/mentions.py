"""Notices to the people whom a chat message mentions."""

from typing import Any

from django.urls import reverse
from django_tasks import task

from community.actions.steps.notices import notify
from community.models import Message, RoomMember
from community.policy import TOLD_OF_A_NAME
from community.queries.rooms import names_in
from core.text.markup import count_named, made_of


def tell_of_names(message: Message) -> None:
    """Within the transaction of the message; people hear it from a task."""
    if count_named(message.text):
        tell_named.enqueue(message.pk)


@task()
def tell_named(message_id: int) -> int:
    """One notice until the person has read the room, however often they are named meanwhile. Safe to run twice."""
    message = Message.objects.select_related("room", "author").filter(pk=message_id, deleted_at=None).first()
    named = made_of(message.text, names_in(message.room, [message.text])).named if message else []
    seats = RoomMember.objects.filter(user__code__in=named, user__is_active=True, left_at=None)
    if message is None or message.author is None:
        return 0
    seats = seats.filter(room=message.room, visible_from_seq__lt=message.seq, last_read_seq__lt=message.seq)
    told = list(seats.exclude(user=message.author).select_related("user").order_by("pk")[:TOLD_OF_A_NAME])
    for seat in told:
        _notify(seat, message)
    return len(told)


def _notify(seat: Any, message: Message) -> None:
    room = message.room
    notify(
        user=seat.user,
        key="community.room_mention",
        params={"title": str(room)},
        url=reverse("community:room", args=[room.code]),
        dedupe=f"room_mention:{room.code}:{seat.last_read_seq}",
        by=message.author,
    )
