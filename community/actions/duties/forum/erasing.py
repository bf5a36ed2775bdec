"""Erasing a person from the forum: published posts stay without an author; drafts and unpublished posts are deleted."""

from typing import Any

from community.models import BoardFollow, BoardPerson, Mention, Post, PostDraft, Reaction, Topic, TopicReader


def erase_forum(user: Any) -> None:
    """Within the transaction of the erasure. What nobody else has read goes wholly."""
    for post in Post.objects.filter(author=user):
        post.versions.all().delete()
    unread = Post.objects.filter(author=user).exclude(state=Post.State.OUT)
    # What somebody else has begun to write in answer is theirs.
    answered = PostDraft.objects.exclude(user=user).exclude(topic=None).values("topic")
    Topic.objects.filter(author=user, head_seq=0, merged_into=None).exclude(pk__in=answered).delete()
    unread.delete()
    # Who thanked for it, or was named in it, is theirs and stays.
    Post.objects.filter(author=user).exclude(hidden_at=None).update(source="", html="", reason="")
    Post.objects.filter(author=user).update(author=None, client_id="")
    Topic.objects.filter(author=user).update(author=None)
    Topic.objects.filter(last_by=user).update(last_by=None)
    for model in (BoardFollow, BoardPerson, Mention, PostDraft, Reaction, TopicReader):
        model._base_manager.filter(user=user).delete()  # noqa: SLF001 - the one manager that all of them have
