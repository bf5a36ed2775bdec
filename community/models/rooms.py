"""Chat rooms: their members, their numbered history, and the messages in it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from core.codes import new_code


def new_epoch() -> str:
    return uuid4().hex[:12]


class Room(models.Model):
    """Live talk. `head_seq` is the number of the last event; `epoch` changes when history was rebuilt."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    title = models.CharField(max_length=200, blank=True)
    head_seq = models.PositiveBigIntegerField(default=0)
    epoch = models.CharField(max_length=12, default=new_epoch, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title or self.code


class RoomMember(models.Model):
    """A person in a room. Sees events after `visible_from_seq`; `left_at` ends sight of later ones."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rooms")
    visible_from_seq = models.PositiveBigIntegerField(default=0)
    last_read_seq = models.PositiveBigIntegerField(default=0)
    language = models.CharField(max_length=5, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "user"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.room_id}"


class RoomEvent(models.Model):
    """Everything that happens in a room, in one order without gaps. An erased actor is null."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    client_id = models.CharField(max_length=40, blank=True)
    payload = models.JSONField(default=dict)
    redacted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["room_id", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "seq"], name="event_seq_once"),
            models.UniqueConstraint(
                fields=["room", "actor", "client_id"], condition=~models.Q(client_id=""), name="event_client_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.seq} {self.kind}"


class Message(models.Model):
    """The projection of message, edit and delete events: what the room shows now."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    language = models.CharField(max_length=5)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["room_id", "seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "seq"], name="message_seq_once")]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.seq}"
