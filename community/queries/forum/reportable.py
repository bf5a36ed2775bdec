"""How a post is reported."""

from typing import Any

from accounts.models import User
from community.models import Post
from community.queries.forum.markup import plain
from community.queries.forum.visible import posts_visible_to


def find_post(user: Any, code: str) -> Post | None:
    rows = posts_visible_to(user).filter(state=Post.State.OUT).select_related("author", "topic")
    return rows.filter(code=code).first()


def author_of(post: Post) -> User | None:
    author: User | None = post.author
    return author


def words_of(post: Post) -> dict[str, Any]:
    return {
        "text": plain(post.html),
        "language": post.language,
        "at": post.created_at.isoformat(),
        "topic": post.topic.code,
        "post": post.code,
    }
