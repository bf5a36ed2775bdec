"""Small texts that pages share: a time, a language in its own name, the name of a person who has left."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from core.language.formats import format_date, format_datetime, format_time, language_name

ANY_CODE = "aaaaaaaaaa"  # stands in addresses that the page's script fills in


def when(moment: datetime) -> str:
    """The clock for today, the day with it for earlier, the year too where it is another one."""
    day, today = timezone.localtime(moment).date(), timezone.localdate()
    if day == today:
        return format_time(moment)
    return format_datetime(moment, "day" if day.year == today.year else "medium")


def when_lately(moment: datetime) -> str:
    """The clock for today, the day without it for earlier."""
    today = timezone.localtime(moment).date() == timezone.localdate()
    return format_time(moment) if today else format_date(moment, "day")


def language_choices(more: Iterable[str]) -> list[tuple[str, str]]:
    codes = dict.fromkeys([code for code, _name in settings.LANGUAGES] + [code for code in more if code])
    return [(code, own_name(code)) for code in codes]


def own_name(code: str) -> str:
    """A language's name in itself: Кыргызча, Eesti."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        try:
            name = Locale.parse(code).get_display_name(code) or language_name(code)
        except (UnknownLocaleError, ValueError):
            name = language_name(code)
    return str(name)[:1].upper() + str(name)[1:]


def name_of(person: Any) -> str:
    return str(person) if person else _("Somebody who has left")
