"""What is stored with a post: the read position of its writer, and the mentions."""

from typing import Any

from accounts.models import User
from community.models import Mention, Post, Topic, TopicReader


def remember_reader(topic: Topic, user: Any, *, seq: int, language: str) -> None:
    """Who writes has read what stood there, follows, and is offered the same language next time."""
    TopicReader.objects.update_or_create(
        topic=topic, user=user, defaults={"last_read_seq": seq, "follows": True, "language": language}
    )


def store_mentions(post: Post, codes: list[str]) -> bool:
    """Whether somebody is named who was not."""
    people = set(User.objects.filter(code__in=codes).exclude(pk=post.author_id or 0).values_list("pk", flat=True))
    before = set(Mention.objects.filter(post=post).values_list("user", flat=True))
    if gone := before - people:
        Mention.objects.filter(post=post, user__in=gone).delete()
    rows = [Mention(post=post, user_id=key) for key in sorted(people - before)]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(rows)
