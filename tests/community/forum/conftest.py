"""Boards, a moderator, and people of whom the first two have written before."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import OfficeKind, User
from community.actions.forum.boards import make_board
from community.actions.forum.hiding import release_post
from community.actions.forum.posting import open_topic, write_post
from community.models import Board, Post, Topic
from core.models import LimitCount

NAMES = {"ky": "Такта", "ru": "Доска", "en": "Board"}


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.MODERATOR)


@pytest.fixture
def board(moderator: User) -> Board:
    return make_board(by=moderator, names=NAMES, abouts={}, audience="public", order=1)


@pytest.fixture
def members_board(moderator: User) -> Board:
    return make_board(by=moderator, names=NAMES, abouts={}, audience="members", order=2)


@pytest.fixture
def group_board(moderator: User) -> Board:
    return make_board(by=moderator, names=NAMES, abouts={}, audience="group", order=3)


@pytest.fixture
def writer(make_user: Callable[..., User], board: Board, moderator: User) -> Callable[..., User]:
    """Somebody whose first post was released before."""

    def make(name: str, **more: Any) -> User:
        user = make_user(name, may_write=True, **more)
        topic = open_topic(
            board=board, by=user, title=f"Hello from {name}", source="Hello", language="en", client_id=uuid4().hex
        )
        release_post(post=topic.posts.get(), by=moderator)
        LimitCount.objects.all().delete()
        return user

    return make


@pytest.fixture
def aida(writer: Callable[..., User]) -> User:
    return writer("Aida")


@pytest.fixture
def kadri(writer: Callable[..., User]) -> User:
    return writer("Kadri")


@pytest.fixture
def newcomer(make_user: Callable[..., User]) -> User:
    return make_user("Newcomer", may_write=True)


@pytest.fixture
def reader(make_user: Callable[..., User]) -> User:
    """Signed in, not verified."""
    return make_user("Reader")


@pytest.fixture
def open_by() -> Callable[..., Topic]:
    def make(board: Board, by: User, title: str = "Wind", source: str = "How do you measure it?", **more: Any) -> Topic:
        more.setdefault("language", "en")
        more.setdefault("client_id", uuid4().hex)
        LimitCount.objects.all().delete()
        return open_topic(board=board, by=by, title=title, source=source, **more)

    return make


@pytest.fixture
def write() -> Callable[..., Post]:
    def make(topic: Topic, by: User, source: str = "With a flag.", **more: Any) -> Post:
        more.setdefault("language", "en")
        more.setdefault("client_id", uuid4().hex)
        LimitCount.objects.all().delete()
        return write_post(topic=topic, by=by, source=source, **more)

    return make


@pytest.fixture
def topic(board: Board, aida: User, open_by: Callable[..., Topic]) -> Topic:
    return open_by(board, aida)
