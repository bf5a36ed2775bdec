"""Plants messages in the rooms of the demo, one report for the moderator, and what each person has read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from accounts.models import User
from community.actions.messages import send_message
from community.actions.reports import report
from community.models import Message, Report, Room, RoomMember
from demo.actions.steps.backdating import ago, happened
from demo.queries import data_files

REPORTED: Final = ("epics", "sapar", "insult", "Бул сөз бизди таарынтты. Мектепте жарык жок болчу.")
REPORTED_DAYS_AGO: Final = 1
UNREAD: Final = 1


def plant_chats(rooms: Mapping[str, Room], people: Mapping[str, User]) -> None:
    for name, lines in data_files.chats().items():
        room = rooms[name]
        for number, (days, who, language, text) in enumerate(lines):
            with happened(days):
                send_message(
                    room=room, by=people[who], text=text, language=language, client_id=f"demo-{room.pk}-{number:04d}"
                )
            Message.objects.filter(room=room, seq=room.head_seq).update(created_at=ago(days))
        _read_nearly_all(room)
    _report(rooms, people)


def _read_nearly_all(room: Room) -> None:
    last = Message.objects.filter(room=room).order_by("-seq").first()
    if last is not None:
        others = RoomMember.objects.filter(room=room).exclude(user=last.author)
        others.update(last_read_seq=last.seq - UNREAD)


def _report(rooms: Mapping[str, Room], people: Mapping[str, User]) -> None:
    name, who, reason, words = REPORTED
    message = Message.objects.filter(room=rooms[name]).exclude(author=people[who]).order_by("-seq").first()
    if message is None:
        return
    with happened(REPORTED_DAYS_AGO):
        made = report(object_type="message", code=message.code, by=people[who], reason=reason, words=words)
    Report.objects.filter(pk=made.pk).update(due_at=made.due_at - timedelta(days=REPORTED_DAYS_AGO))
