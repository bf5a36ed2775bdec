"""Personal data of the forum for the export, as JSON can hold it."""

from typing import Any

from community.models import BoardFollow, BoardPerson, Mention, Post, PostDraft, Reaction, TopicReader


def forum_data(user: Any) -> dict[str, Any]:
    posts = Post.objects.filter(author=user, deleted_at=None).order_by("pk")
    readers = TopicReader.objects.filter(user=user).order_by("pk")
    return {
        "posts": list(
            posts.values("code", "topic__title", "seq", "state", "language", "source", "created_at", "reason")
        ),
        "earlier_words": list(
            posts.exclude(versions=None).values("code", "versions__version", "versions__source", "versions__at")
        ),
        "drafts": list(PostDraft.objects.filter(user=user).values("title", "source", "language", "changed_at")),
        "topics_read": list(readers.values("topic__code", "last_read_seq", "follows", "language")),
        "boards_followed": list(BoardFollow.objects.filter(user=user).values("board__code", "board__name_en")),
        "boards": list(BoardPerson.objects.filter(user=user).values("board__code", "board__name_en", "since")),
        "reactions": list(Reaction.objects.filter(user=user).values("post__code", "kind")),
        "mentions": list(Mention.objects.filter(user=user).values("post__code")),
    }
