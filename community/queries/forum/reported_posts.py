"""Reports of posts: finding the post, its author, its text, and who is on its closed board."""

from typing import Any

from accounts.models import User
from community.models import Audience, Post
from community.queries.forum.board_people import people_of_board
from community.queries.forum.visible import posts_visible_to
from community.queries.reports import Circle
from core.language.formats import iso_moment
from core.text.markup import plain


def find_post(user: Any, code: str) -> Post | None:
    rows = posts_visible_to(user).filter(state=Post.State.OUT).select_related("author", "topic")
    return rows.filter(code=code).first()


def author_of(post: Post) -> User | None:
    author: User | None = post.author
    return author


def group_of(code: str) -> Circle | None:
    """The people of a board that nobody else reads."""
    post = Post.objects.filter(code=code).select_related("topic__board").first()
    if post is None or post.topic.board.audience != Audience.GROUP:
        return None
    board = post.topic.board
    return Circle(list(people_of_board(board)), board.names, "community:topic", post.topic.code)


def words_of(post: Post) -> dict[str, Any]:
    return {
        "text": plain(post.html),
        "language": post.language,
        "at": iso_moment(post.created_at),
        "topic": post.topic.code,
        "post": post.code,
    }
