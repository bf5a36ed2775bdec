"""Notices: a key and its parameters in the database, a sentence in the reader's language on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override

from community.models import Notice, NoticeBox
from community.queries.events import MOST, CatchUp
from community.wire import notices_topic
from core.errors import Text
from core.hub import Frame
from core.locales import language_of

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`text` has %(name)s places; `show` turns stored parameters into words in the reader's language."""

    text: Text
    show: Callable[[Params], Params] | None = None
    mailed: bool = True


_kinds: dict[str, NoticeKind] = {}


def add_notice(key: str, text: Text, *, show: Callable[[Params], Params] | None = None, mailed: bool = True) -> None:
    """Called in `apps.ready()` by the room whose verbs tell this; key is room.what_happened."""
    _kinds[key] = NoticeKind(text, show, mailed)


def notice_kind(key: str) -> NoticeKind:
    """Raise KeyError for a key that no room registered."""
    return _kinds[key]


def sentence(notice: Notice) -> str:
    """In the active language. A parameter may be a text, a number, or {"ky": ..., "ru": ..., "en": ...}, of which
    English stands in for what is missing."""
    kind = _kinds.get(notice.key)
    if kind is None:
        return notice.key
    params = kind.show(notice.params) if kind.show else notice.params
    language = language_of()
    said = {
        name: (value.get(language) or value.get("en") or "") if isinstance(value, dict) else value
        for name, value in params.items()
    }
    return str(kind.text) % said


def address_in(url: str, language: str) -> str:
    """A page's address in another language. Django finds it only while its present one is the active one."""
    with override(get_language_from_path(url) or language):
        return translate_url(url, language)


def notices_of(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-seq")


def unread_notices(user: Any) -> int:
    box = NoticeBox.objects.filter(user=user).first()
    if box is None or box.head_seq <= box.read_seq:
        return 0
    return Notice.objects.filter(user=user, seq__gt=box.read_seq).count()


def notices_catch_up(user: Any, *, after: int | None) -> CatchUp:
    head = NoticeBox.objects.filter(user=user).values_list("head_seq", flat=True).first() or 0
    start = head if after is None else after
    if start > head or head - start > MOST:
        return CatchUp(head, head, "", reset=True)
    rows = Notice.objects.filter(user=user, seq__gt=start, seq__lte=head).order_by("seq")
    return CatchUp(start, head, "", frames=[notice_frame(user, row) for row in rows])


def notice_frame(user: Any, notice: Notice) -> Frame:
    return Frame(notices_topic(user.code), "notice", notice_data(notice), notice.seq)


def notice_data(notice: Notice) -> dict[str, Any]:
    """No words: each tab asks for the sentence in its own language."""
    return {"key": notice.key, "url": notice.url, "at": notice.created_at.isoformat()}
