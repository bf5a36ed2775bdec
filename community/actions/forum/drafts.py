"""Drafts of posts and topics, stored on the server and shown to their writer alone."""

from typing import Any

from community.actions.steps.forum.drafts import store_draft
from community.models import Board, Post, PostDraft, Topic
from community.rules.limits import DRAFT
from core.limits import spend
from core.permissions import require


def keep_draft(
    *, place: Topic | Board, by: Any, source: str, title: str = "", language: str = "", client_id: str = ""
) -> PostDraft | None:
    """Store the draft; an empty one deletes it. No validation of the text: that happens when it is sent.

    What was sent under this `client_id` meanwhile is no draft any more.
    """
    require(by, "community.keep_draft", place)
    spend(DRAFT, by.pk)
    if client_id and Post.objects.filter(author=by, client_id=client_id).exists():
        return None
    return store_draft(place=place, by=by, source=source, title=title, language=language)


def keep_unsent(*, place: Topic | Board, by: Any, source: str, title: str = "", language: str = "") -> PostDraft | None:
    """Keep what was to be sent and was refused, whatever became of its place meanwhile."""
    require(by, "community.keep_unsent")
    return store_draft(place=place, by=by, source=source, title=title, language=language)
