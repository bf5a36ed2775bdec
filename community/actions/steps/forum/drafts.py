"""Storing a draft: no check but its size."""

from typing import Any

from community.models import Board, PostDraft, Topic
from community.policy import DRAFT_CHARACTERS, DRAFT_TITLE_CHARACTERS
from core.text import clean


def store_draft(*, place: Topic | Board, by: Any, source: str, title: str = "", language: str = "") -> PostDraft | None:
    """One a person and place. An empty one deletes the stored one."""
    said = {
        "source": clean(source, multiline=True)[:DRAFT_CHARACTERS],
        "title": clean(title)[:DRAFT_TITLE_CHARACTERS],
        "language": clean(language)[:5],
    }
    where = {"topic": place} if isinstance(place, Topic) else {"board": place}
    if not said["source"] and not said["title"]:
        PostDraft.objects.filter(user=by, **where).delete()
        return None
    draft, _new = PostDraft.objects.update_or_create(user=by, **where, defaults=said)
    return draft
