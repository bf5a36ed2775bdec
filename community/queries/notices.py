"""Notices of a person: all, the unread ones, and those after number N."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from community.models import Notice, NoticeBox
from community.policy import CATCH_UP, UNREAD_COUNTED
from community.queries.room_events import CatchUp
from community.wire import notices_topic
from core.language.formats import iso_moment
from core.live.hub import Frame

NoticePage = tuple[int, str]  # the key of a notice, and the address of the page of which it tells


def people_named(notices: list[Notice]) -> list[User]:
    """Of whom these notices tell, as far as they are still here. One query, none where they tell of nobody."""
    codes = {notice.params["person_code"] for notice in notices if "person_code" in notice.params}
    return list(User.objects.filter(code__in=codes)) if codes else []


def notices_of(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-seq")


def unread_of(user: Any) -> QuerySet[Notice]:
    """Two queries, one where all is read."""
    box = NoticeBox.objects.filter(user=user).first()
    if box is None or box.head_seq <= box.read_seq:
        return Notice.objects.none()
    return notices_of(user).filter(seq__gt=box.read_seq, read_at=None)


def unread_notices(user: Any) -> int:
    return unread_of(user)[:UNREAD_COUNTED].count()


def pages_of(unread: QuerySet[Notice]) -> list[NoticePage]:
    return list(unread.values_list("pk", "url")[:UNREAD_COUNTED])


def told_of(unread: Iterable[NoticePage], path: str) -> list[int]:
    """The keys of those that tell of this page, in whatever language it is read."""
    here = _page(path)
    return [key for key, url in unread if here in url and _page(url) == here]


def notices_catch_up(user: Any, *, after: int | None) -> CatchUp:
    head = NoticeBox.objects.filter(user=user).values_list("head_seq", flat=True).first() or 0
    start = head if after is None else after
    if start > head or head - start > CATCH_UP:
        return CatchUp(head, head, "", reset=True)
    rows = Notice.objects.filter(user=user, seq__gt=start, seq__lte=head).order_by("seq")
    return CatchUp(start, head, "", frames=[notice_frame(user, row) for row in rows])


def notice_frame(user: Any, notice: Notice) -> Frame:
    return Frame(notices_topic(user.code), "notice", notice_data(notice), notice.seq)


def notice_data(notice: Notice) -> dict[str, Any]:
    """No words: each tab asks for the sentence in its own language."""
    return {"key": notice.key, "url": notice.url, "at": iso_moment(notice.created_at)}


def _page(address: str) -> str:
    """Without its language, and without what leads to a place within the page."""
    path = urlsplit(address).path
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path
