"""A room with two people in it, and how to commit what happens there."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from community.actions.messages import send_message
from community.actions.rooms import open_room
from community.models import Room, RoomEvent
from tests.community.committing import lines_closed

__all__ = ["lines_closed"]


@pytest.fixture
def aida(make_user: Callable[..., User]) -> User:
    return make_user("Aida", may_write=True)


@pytest.fixture
def kadri(make_user: Callable[..., User]) -> User:
    return make_user("Kadri", may_write=True)


@pytest.fixture
def stranger(make_user: Callable[..., User]) -> User:
    return make_user("Stranger", may_write=True)


@pytest.fixture
def room(aida: User, kadri: User) -> Room:
    return open_room(title="Living Water", members=[aida, kadri], by=aida)


@pytest.fixture
def say(room: Room) -> Callable[..., RoomEvent]:
    def say(by: User, text: str = "Hello", **more: Any) -> RoomEvent:
        more.setdefault("client_id", uuid4().hex)
        more.setdefault("language", "en")
        return send_message(room=more.pop("room", room), by=by, text=text, **more)

    return say
