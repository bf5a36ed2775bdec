"""Visibility of boards, topics and posts: every list and every page of them starts from these querysets."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.queries.offices import is_moderator, is_officer, may_write
from community.models import Audience, Board, BoardPerson, Post, RoomMember, Topic
from community.policy import POSTS_READ_FIRST
from core.people import has_open_account


def writes(user: Any) -> bool:
    """Verified staff, and who holds an office of the site."""
    return may_write(user) or (has_open_account(user) and is_officer(user))


def boards_visible_to(user: Any) -> QuerySet[Board]:
    """Boards of a group are read by its people alone: by no office, as with rooms."""
    if not has_open_account(user):
        return Board.objects.filter(audience=Audience.PUBLIC)
    inside = RoomMember.objects.filter(room=OuterRef("room"), user=user, left_at=None)
    people = BoardPerson.objects.filter(board=OuterRef("pk"), user=user)
    own = Q(audience=Audience.GROUP) & (Q(Exists(people), room=None) | Q(Exists(inside)))
    return Board.objects.filter(Q(audience__in=[Audience.PUBLIC, Audience.MEMBERS]) | own)


def on_board(user: Any, board: Board) -> bool:
    return boards_visible_to(user).filter(pk=board.pk).exists()


def topics_visible_to(user: Any) -> QuerySet[Topic]:
    """Topics that began; one that waits for a look is seen by its author and by moderators."""
    begun = Q(head_seq__gt=0)
    if has_open_account(user):
        begun |= Q(author=user)
    if is_moderator(user):
        begun |= Q(board__room=None)
    return Topic.objects.filter(begun, board__in=boards_visible_to(user), merged_into=None)


def posts_visible_to(user: Any) -> QuerySet[Post]:
    """Posts whose words may be read. Of others that were hidden or taken back, the place alone is shown."""
    readable = Q(state=Post.State.OUT, hidden_at=None)
    if has_open_account(user):
        readable |= Q(author=user)
    if is_moderator(user):
        readable |= Q(topic__board__room=None)
    return Post.objects.filter(readable, deleted_at=None, topic__in=topics_visible_to(user))


def held_posts(user: Any) -> QuerySet[Post]:
    """What waits for a look, the oldest first; nobody looks at their own."""
    if not is_moderator(user):
        return Post.objects.none()
    waiting = Post.objects.filter(state=Post.State.HELD, deleted_at=None, topic__board__in=boards_visible_to(user))
    return waiting.exclude(author=user).order_by("created_at")


def is_newcomer(user: Any) -> bool:
    """Somebody of whom fewer than POSTS_READ_FIRST posts are out, and who holds no office."""
    out = Post.objects.filter(author=user, state=Post.State.OUT).values("pk")[:POSTS_READ_FIRST]
    return not is_officer(user) and len(out) < POSTS_READ_FIRST
