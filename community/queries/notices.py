"""Notices: a key and its parameters in the database, a sentence in the reader's language on the page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from accounts.models import Group, User
from community.models import Notice, NoticeBox
from community.queries.events import MOST, CatchUp
from community.wire import notices_topic
from core.errors import Text
from core.language.formats import iso_moment
from core.live.hub import Frame
from core.locales import language_of, legible

Params = dict[str, Any]
NAMES: Final = {"institution", "school"}  # parameters that are a name; earlier notices hold it as it was written
COUNTED: Final = 500  # more than that nobody counts; the page of notices shows them all
# Where no group is said: what a room tells about. Rooms with several groups say it.
GROUPS: Final = {"accounts": Group.VERIFICATION, "twinning": Group.PROPOSALS, "library": Group.REVIEWS}


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`text` has %(name)s places; `show` turns stored parameters into words in the reader's language."""

    text: Text
    show: Callable[[Params], Params] | None = None
    mailed: bool = True
    group: Group = Group.TALK


_kinds: dict[str, NoticeKind] = {}


def add_notice(
    key: str,
    text: Text,
    *,
    show: Callable[[Params], Params] | None = None,
    mailed: bool = True,
    group: Group | None = None,
) -> None:
    """Called in `apps.ready()` by the room whose verbs tell this; key is room.what_happened."""
    by_room = GROUPS.get(key.partition(".")[0], Group.TALK)
    _kinds[key] = NoticeKind(text, show, mailed, group or by_room)


def notice_kind(key: str) -> NoticeKind:
    """Raise KeyError for a key that no room registered."""
    return _kinds[key]


def group_of(notice: Notice) -> Group:
    kind = _kinds.get(notice.key)
    return kind.group if kind else Group.TALK


def sentence(notice: Notice) -> str:
    """In the active language. A parameter may be a text, a number, or {"ky": ..., "ru": ..., "en": ...}, of which
    English stands in for what is missing. Whose code stands as `person_code` is read as %(person)s: their name lies in
    no row of somebody else, so nothing is left of it when they go."""
    kind = _kinds.get(notice.key)
    if kind is None:
        return notice.key
    params = kind.show(notice.params) if kind.show else notice.params
    if "person_code" in params:
        params = {**params, "person": _people_named([notice]).get(params["person_code"]) or _("Somebody who has left")}
    language = language_of()
    return str(kind.text) % {name: _said(name, value, language) for name, value in params.items()}


def _said(name: str, value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return value.get(language) or value.get("en") or ""
    return legible(value, language=language) if name in NAMES and isinstance(value, str) else value


def with_people(notices: Iterable[Notice]) -> list[Notice]:
    """The same notices, with the names of all people of whom they tell: one query for a list."""
    found = list(notices)
    names = _people_named(found)
    for notice in found:
        notice._people = names  # type: ignore[attr-defined]  # noqa: SLF001 - kept on the row while the list is shown
    return found


def _people_named(notices: list[Notice]) -> dict[str, str]:
    kept: dict[str, str] | None = getattr(notices[0], "_people", None) if notices else {}
    codes = {notice.params["person_code"] for notice in notices if "person_code" in notice.params}
    if kept is not None or not codes:
        return kept or {}
    return {person.code: str(person) for person in User.objects.filter(code__in=codes)}


def address_in(url: str, language: str) -> str:
    """A page's address in another language. Django finds it only while its present one is the active one."""
    with override(get_language_from_path(url) or language):
        return translate_url(url, language)


def notices_of(user: Any) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user).order_by("-seq")


def unread_of(user: Any) -> QuerySet[Notice]:
    """Two queries, one where all is read."""
    box = NoticeBox.objects.filter(user=user).first()
    if box is None or box.head_seq <= box.read_seq:
        return Notice.objects.none()
    return notices_of(user).filter(seq__gt=box.read_seq, read_at=None)


def unread_notices(user: Any) -> int:
    return unread_of(user)[:COUNTED].count()


def told_of(unread: QuerySet[Notice], path: str) -> tuple[int, list[int]]:
    """How many are unread, and the keys of those that tell of this page, in whatever language it is read. One query."""
    here = _page(path)
    rows = list(unread.values_list("pk", "url")[:COUNTED])
    return len(rows), [key for key, url in rows if url and _page(url) == here]


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
    return {"key": notice.key, "url": notice.url, "at": iso_moment(notice.created_at)}


def _page(address: str) -> str:
    """Without its language, and without what leads to a place within the page."""
    path = urlsplit(address).path
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path
