"""The newest topics of a public board, as a feed in each language."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Board, Post, Topic
from community.queries.forum.boards_and_topics import newest_topics
from community.queries.forum.visible import boards_visible_to
from community.showing.forum.posts import first_words
from core.web.machines.feeds import ENTRIES, Entry, Feed, atom


@atom
def board(_request: HttpRequest, code: str) -> Feed:
    """The same for everybody: of a board that visitors do not read there is none, whoever asks."""
    rows: QuerySet[Board] = boards_visible_to(None)
    found = get_object_or_404(rows, code=code)
    entries = [_entry(topic, first) for topic, first in newest_topics(found, ENTRIES)]
    title = _("Köpürö: %(board)s") % {"board": found.name}
    return Feed(title, found.about, reverse("community:board", args=[code]), entries)


def _entry(topic: Topic, first: Post) -> Entry:
    return Entry(
        path=reverse("community:topic", args=[topic.code]),
        title=topic.title,
        about=first_words([first]),
        language=topic.language,
        published=topic.created_at,
        changed=first.edited_at or topic.created_at,
    )
