"""Who may be mentioned on a board, who reads it, and who follows it."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from community.models import Audience, Board, Post, Topic
from community.policy import NAMES_KNOWN, NAMES_OFFERED
from community.queries.forum.visible import on_board
from core.text.markup import Names


def nameable(board: Board, topic: Topic | None = None) -> dict[str, str]:
    """Code to name: the people of a group; elsewhere those who wrote here, whose names the reader sees anyway.

    Never the list of all who have an account: who they are is nobody's business until they write.
    """
    rows = _nameable(board, topic).order_by("name", "pk")
    return {code: name for code, name in rows.values_list("code", "name")[:NAMES_OFFERED] if name}


def names_on(board: Board) -> Names:
    """Who is found when a text names them, in a first post as in any: who may be named anywhere on the board."""
    rows = _nameable(board).order_by("name", "pk").values_list("code", "name", "latin_name")
    return Names({code: spellings for code, *spellings in rows[:NAMES_KNOWN]})


def _nameable(board: Board, topic: Topic | None = None) -> QuerySet[User]:
    if board.audience == Audience.GROUP:
        return people_of_board(board)
    wrote = Post.objects.filter(state=Post.State.OUT, deleted_at=None, hidden_at=None)
    wrote = wrote.filter(topic=topic) if topic else wrote.filter(topic__board=board)
    return User.objects.filter(pk__in=wrote.exclude(author=None).values("author"), is_active=True)


def people_of_board(board: Board) -> QuerySet[User]:
    """Of a board with audience `group`."""
    if board.room_id:
        return User.objects.filter(rooms__room=board.room_id, rooms__left_at=None, is_active=True)
    return User.objects.filter(boards__board=board, is_active=True)


def followers_of_board(board: Board) -> QuerySet[User]:
    return User.objects.filter(board_follows__board=board, is_active=True)


def who_may_see(board: Board, people: Any) -> list[User]:
    """Of those who follow, the ones who may still read it."""
    found = list(people)
    return found if board.audience != Audience.GROUP else [user for user in found if on_board(user, board)]


def follows_board(user: Any, board: Board) -> bool:
    return board.followers.filter(user=user).exists()
