"""A notice in the reader's language, as templates/community/notice.html wants it."""

from typing import Any, Final

from django.utils.translation import get_language

from accounts.models import Group
from community.models import Notice
from community.showing.names_and_times import when
from community.texts.notices import address_in, group_of, sentence
from core.language.formats import iso_moment

ICONS: Final = {
    Group.VERIFICATION: "user-check",
    Group.PROPOSALS: "arrow-left-right",
    Group.REVIEWS: "book-open",
    Group.TALK: "messages-square",
    Group.DESK: "inbox",
}


def shown_notice(notice: Notice, *, new: bool) -> dict[str, Any]:
    """As templates/community/notice.html wants it."""
    return {
        "seq": notice.seq,
        "text": sentence(notice),
        "url": address_in(notice.url, get_language() or "ky") if notice.url else "",
        "time": when(notice.created_at),
        "iso": iso_moment(notice.created_at),
        "icon": ICONS.get(group_of(notice), "bell"),
        "new": new,
    }
