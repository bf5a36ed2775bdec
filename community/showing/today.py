"""The desk queues of an officer as items of the page Today."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import format_number
from core.registry import TodayItem, desk_for


def desk_today(user: Any) -> Iterator[TodayItem]:
    """Of every room that registered a pile: a query each, and one for its first due time where something lies in it."""
    for queue in desk_for(user):
        if count := queue.count(user):
            text = _("%(pile)s: %(count)s") % {"pile": queue.label, "count": format_number(count)}
            due = queue.due(user) if queue.due else None
            yield TodayItem(
                text, reverse(queue.url_name), order=12, why=_("A task of your office."), due=due, count=count
            )
