"""Small texts that pages share: a time, a language in its own name, the name of a person who has left."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.formats import format_date, format_datetime, format_time
from core.language.own_names import own_name

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


def name_of(person: Any) -> str:
    return str(person) if person else _("Somebody who has left")
