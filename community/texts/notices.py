"""Sentences of notices. The database holds a key and parameters; the sentence is made in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import translate_url
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from accounts.models import Group
from community.models import Notice
from community.queries.notices import people_named
from core.errors import Text
from core.locales import language_of, legible

Params = dict[str, Any]


NAMES: Final = {"institution", "school"}  # parameters that are a name; earlier notices hold it as it was written


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
        params = {**params, "person": _names([notice]).get(params["person_code"]) or _("Somebody who has left")}
    language = language_of()
    return str(kind.text) % {name: _said(name, value, language) for name, value in params.items()}


def _said(name: str, value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return value.get(language) or value.get("en") or ""
    return legible(value, language=language) if name in NAMES and isinstance(value, str) else value


def with_people(notices: Iterable[Notice]) -> list[Notice]:
    """The same notices, with the names of all people of whom they tell: one query for a list."""
    found = list(notices)
    names = _names(found)
    for notice in found:
        notice._people = names  # type: ignore[attr-defined]  # noqa: SLF001 - kept on the row while the list is shown
    return found


def _names(notices: list[Notice]) -> dict[str, str]:
    """By the code of each person, as the reader can read it; what `with_people` kept is asked for no more."""
    kept: dict[str, str] | None = getattr(notices[0], "_people", None) if notices else None
    return {person.code: str(person) for person in people_named(notices)} if kept is None else kept


def address_in(url: str, language: str) -> str:
    """A page's address in another language. Django finds it only while its present one is the active one."""
    with override(get_language_from_path(url) or language):
        return translate_url(url, language)
