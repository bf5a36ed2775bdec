"""Personal data of rooms, notices, reports and appeals for the export, as JSON can hold it."""

from typing import Any

from community.models import Block, Digest, Message, Notice, Report, RoomMember
from community.queries.appeals import own_appeals


def talk_data(user: Any) -> dict[str, Any]:
    seats = RoomMember.objects.filter(user=user).order_by("pk")
    messages = Message.objects.filter(author=user, deleted_at=None).order_by("pk")
    return {
        "rooms": list(seats.values("room__code", "room__title", "joined_at", "left_at", "last_read_seq")),
        "messages": list(messages.values("room__code", "seq", "language", "text", "created_at")),
        "notices": list(
            Notice.objects.filter(user=user)
            .order_by("seq")
            .values("key", "params", "created_at", "read_at", "mailed_at")
        ),
        "blocks": list(Block.objects.filter(by=user).order_by("pk").values("blocked__name", "at")),
        "appeals": list(own_appeals(user).values("words", "created_at", "outcome", "answer", "answered_at")),
        "gathered_mails": list(Digest.objects.filter(user=user).order_by("day").values("day", "sent_at")),
        "reports": list(Report.objects.filter(by=user).values("reason", "words", "created_at", "verdict", "answer")),
    }
