"""Feeds in Atom: what is new, for programs that look whether there is something new. Never with names of people."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from core.web.machines.addresses import whole
from core.web.machines.pace import count_reading

ENTRIES: Final = 30
A_QUARTER: Final = 900  # seconds until what is new has to be seen
NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)
NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` names it for ever; `about` is plain text."""

    path: str
    title: str
    about: str
    language: str
    published: datetime
    changed: datetime
    terms: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Feed:
    """`path`: the page whose news these are."""

    title: str
    about: str
    path: str
    entries: Sequence[Entry]


class _Atom(Atom1Feed):
    """Each entry says in which language it is: a board has topics in several."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        said = {"xml:lang": item["language"]} if item["language"] else {}
        return {**super().item_attributes(item), **said}

    def latest_post_date(self) -> datetime:
        """An empty one is the same whenever it is read; Django would say now."""
        return super().latest_post_date() if self.items else NEVER

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", whole("/favicon.ico"))


def atom(read: Callable[..., Feed]) -> Callable[..., HttpResponse]:
    """The view of a feed, the same for everybody; who has it already gets 304."""

    @require_safe
    @cache_control(public=True, max_age=A_QUARTER)
    @wraps(read)
    def view(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        count_reading(request)
        feed = read(request, *args, **more)
        written = _written(feed, request.path)

        # No Last-Modified: what is taken away makes a feed another one, and none of its days younger.
        @condition(etag_func=lambda _request: f'"{_digest(written)}"')
        def answer(_request: HttpRequest) -> HttpResponse:
            return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")

        found: HttpResponse = answer(request)
        return found

    return view


def _written(feed: Feed, path: str) -> str:
    written = _Atom(
        title=_plain(feed.title),
        link=whole(feed.path),
        description=_plain(feed.about),
        subtitle=_plain(feed.about),
        language=get_language() or settings.LANGUAGE_CODE,
        author_name=_("Köpürö"),
        feed_url=whole(path),
        feed_guid=whole(path),
    )
    for entry in feed.entries:
        written.add_item(
            title=_plain(entry.title),
            link=whole(entry.path),
            description=escape(_plain(entry.about)),  # Django calls it HTML
            unique_id=whole(entry.path),
            pubdate=entry.published,
            updateddate=entry.changed,
            categories=[_plain(term) for term in entry.terms],
            language=entry.language,
        )
    return str(written.writeString("utf-8"))


def _plain(text: object) -> str:
    """Without what no XML may hold, however it came into the database."""
    return NO_XML.sub("", str(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
