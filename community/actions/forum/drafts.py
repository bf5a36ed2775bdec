"""What was begun and not sent: kept on the server, for one's own eyes."""

from typing import Any

from community.models import Board, Post, PostDraft, Topic
from community.policy import DRAFT_CHARACTERS, DRAFT_TITLE_CHARACTERS
from community.rules.limits import DRAFT
from core.limits import spend
from core.permissions import require
from core.text import clean


def keep_draft(
    *, place: Topic | Board, by: Any, source: str, title: str = "", language: str = "", client_id: str = ""
) -> PostDraft | None:
    """Keep it, whatever it is; nothing typed forgets it. Never refuses words: they are looked at when they are sent.

    What was sent under this `client_id` meanwhile is no draft any more.
    """
    require(by, "community.keep_draft", place)
    spend(DRAFT, by.pk)
    if client_id and Post.objects.filter(author=by, client_id=client_id).exists():
        return None
    return store_draft(place=place, by=by, source=source, title=title, language=language)


def store_draft(*, place: Topic | Board, by: Any, source: str, title: str = "", language: str = "") -> PostDraft | None:
    """Called by verbs that asked, and where a text found its place closed."""
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
