"""The page Today: what waits for a person, as rooms registered it (core.registry), one list for every role."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import DAY_FROM, EVENING_FROM, MORNING_FROM
from accounts.queries.offices import is_newcomer
from core.language.formats import format_datetime, format_relative
from core.registry import TodayItem, ideas_for, today_for


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = today_for(request.user)
    items = [_row(item, now) for item in found]
    context = {
        "items": items,
        "waiting": sum(item.count for item in found),
        "greeting": _greeting(timezone.localtime(now).hour),
        "newcomer": is_newcomer(request.user),
        "ideas": [] if items else ideas_for(request.user),
    }
    return render(request, "accounts/home.html", context)


def _row(item: TodayItem, now: datetime) -> dict[str, Any]:
    return {
        "text": item.text,
        "url": item.url,
        "why": item.why,
        "due": format_relative(item.due) if item.due else "",
        "due_detail": format_datetime(item.due, "medium") if item.due else "",
        "state": item.state(now),
    }


def _greeting(hour: int) -> str:
    """By the person's own clock."""
    if MORNING_FROM <= hour < DAY_FROM:
        return _("Good morning")
    return _("Good day") if DAY_FROM <= hour < EVENING_FROM else _("Good evening")
