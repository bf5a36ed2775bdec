"""Reports of people: finding the person, and what of them is kept with the report."""

from typing import Any

from accounts.models import User
from community.models import RoomMember


def find_person(user: Any, code: str) -> User | None:
    """Somebody whom one shares a room with, now or before."""
    rooms = RoomMember.objects.filter(user=user).values("room")
    return User.objects.filter(code=code, rooms__room__in=rooms).exclude(pk=user.pk).distinct().first()


def the_person(person: User) -> User:
    return person


def name_of(person: User) -> dict[str, Any]:
    return {"text": person.name}
