"""Editing and deleting one's own post."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.steps.forum.news import looked_at, tell_moderators, tell_of_names, touched
from community.actions.steps.forum.post_checks import made_of, title_of, words_of
from community.actions.steps.forum.posting import store_mentions
from community.models import Mention, Post, PostDraft, Reaction, Topic
from community.policy import UNMARKED_EDIT
from community.queries.forum.posts import is_first
from community.rules.limits import EDIT
from core.errors import Conflict, Stale
from core.limits import spend
from core.permissions import require


def edit_post(*, post: Post, by: Any, version: int, source: str, language: str, title: str | None = None) -> Post:
    """Within 15 minutes without a mark; later the post is marked and its earlier words are kept for its writer.

    One that was not published goes back to wait for a look. Raise Stale where it was changed since `version`.
    """
    require(by, "community.edit_post", post)
    words = words_of(source=source, language=language)
    named = title_of(title) if title is not None and is_first(post) else None
    spend(EDIT, by.pk)
    made, people = made_of(words["source"], post.topic.board)
    now = timezone.now()
    with transaction.atomic():
        present = Post.objects.select_for_update().get(pk=post.pk)
        _check(present, version)
        if present.source == words["source"] and present.language == language and named in {None, post.topic.title}:
            return present
        if _is_marked(present, now):
            present.versions.create(version=present.version, source=present.source)
            present.edited_at = now
        _write(present, words, made)
        if named is not None:
            Topic.objects.filter(pk=post.topic_id).update(title=named)
        if store_mentions(present, people) and present.state == Post.State.OUT:
            tell_of_names.enqueue(present.pk)
        touched(post.topic)
    post.refresh_from_db()
    return post


def delete_post(*, post: Post, by: Any) -> bool:
    """Delete the text for everybody and keep the number. Idempotent.

    True where the topic went with it: nobody else had written in it, nor begun to.
    """
    require(by, "community.delete_post", post)
    with transaction.atomic():
        gone = Post.objects.filter(pk=post.pk, deleted_at=None)
        if not gone.update(source="", html="", reason="", deleted_at=timezone.now()):
            return False
        _forget_words(post)
        Topic.objects.filter(answer=post).update(answer=None)
        touched(post.topic)
        if post.state == Post.State.HELD:
            looked_at(post)
        if is_first(post) and _is_alone(post, by):
            post.topic.delete()
            return True
    post.refresh_from_db()
    return False


def _is_alone(post: Post, by: Any) -> bool:
    posts = Post.objects.filter(topic=post.topic_id).exclude(pk=post.pk)
    drafts = PostDraft.objects.filter(topic=post.topic_id).exclude(user=by)
    return not (posts.exists() or drafts.exists())


def _forget_words(post: Post) -> None:
    """What else holds words or traces of a post that is gone."""
    post.versions.all().delete()
    Mention.objects.filter(post=post).delete()
    Reaction.objects.filter(post=post).delete()


def _check(present: Post, version: int) -> None:
    if present.deleted_at:
        raise Conflict(_("This post was deleted."))
    if present.hidden_at:
        raise Conflict(_("A moderator hid this post; it cannot be changed now."))
    if present.version != version:
        raise Stale(_("You changed this post in another window since you opened this one."))


def _is_marked(post: Post, now: Any) -> bool:
    return post.released_at is not None and now - post.released_at > UNMARKED_EDIT


def _write(post: Post, words: dict[str, str], made: dict[str, Any]) -> None:
    post.source, post.language = words["source"], words["language"]
    post.html, post.markup = made["html"], made["markup"]
    post.version += 1
    again = post.state == Post.State.REFUSED
    if again:
        post.state, post.reason = Post.State.HELD, ""
    post.save()
    if again:
        tell_moderators(post)
