"""A notice in the reader's language, as templates/community/notice.html wants it."""

from typing import Any

from django.utils.translation import get_language

from community.models import Notice
from community.showing.names_and_times import when
from community.texts.notices import address_in, sentence
from core.language.formats import iso_moment


def shown_notice(notice: Notice, *, new: bool) -> dict[str, Any]:
    """As templates/community/notice.html wants it."""
    return {
        "seq": notice.seq,
        "text": sentence(notice),
        "url": address_in(notice.url, get_language() or "ky") if notice.url else "",
        "time": when(notice.created_at),
        "iso": iso_moment(notice.created_at),
        "new": new,
    }
