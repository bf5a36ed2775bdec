"""The page Today: what waits for a person, as rooms registered it (core.registry), one list for every role."""

from datetime import datetime
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.policy import DAY_FROM, EVENING_FROM, MORNING_FROM
from core.language.formats import format_datetime, format_number, format_relative
from core.registry import TodayItem, first_steps_of, ideas_for, workplaces_of
from core.today_numbers import Count, counted

BUDGETS: Final = (5, 15, 40)  # minutes that somebody has
TONES: Final = {"late": "red", "soon": "gold", "": "blue"}


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """`?minutes=15`: what can be done in that time."""
    now = timezone.now()
    found = counted(request.user)
    waiting = Count.of(found).number
    mine = [item for item in found if not item.waits_for_others]
    budget = _budget(request.GET.get("minutes", ""))
    fitting = [item for item in mine if budget is None or item.minutes <= budget]
    context = {
        "items": [_row(item, now) for item in fitting],
        "left_out": len(mine) - len(fitting),
        "others": [_row(item, now) for item in found if item.waits_for_others],
        "waiting": waiting,
        "minutes": sum(item.minutes for item in mine if item.count),
        "budgets": _budgets(budget) if len(mine) > 1 else [],
        "greeting": _greeting(timezone.localtime(now).hour),
        "workplaces": workplaces_of(request.user),
        "steps": first_steps_of(request.user),
        "ideas": [] if waiting else ideas_for(request.user),
    }
    return render(request, "accounts/home.html", context)


def _budget(wanted: str) -> int | None:
    return next((minutes for minutes in BUDGETS if str(minutes) == wanted), None)


def _budgets(chosen: int | None) -> list[tuple[str, str, bool]]:
    """(query, label, current) of the choice how much time there is."""
    said = [("?", _("All"), chosen is None)]
    for minutes in BUDGETS:
        label = ngettext("%(n)s min", "%(n)s min", minutes) % {"n": format_number(minutes)}
        said.append((f"?minutes={minutes}", label, chosen == minutes))
    return said


def _row(item: TodayItem, now: datetime) -> dict[str, Any]:
    state = item.state(now)
    return {
        "text": item.text,
        "url": item.url,
        "why": item.why,
        "icon": item.icon,
        "tone": TONES[state],
        "due": format_relative(item.due) if item.due else "",
        "due_detail": format_datetime(item.due, "medium") if item.due else "",
        "state": state,
        "do": item.do,
        "do_at": item.do_at or item.url,
        "at_once": item.at_once,
        "minutes": 0 if item.waits_for_others else item.minutes,
    }


def _greeting(hour: int) -> str:
    """By the person's own clock."""
    if MORNING_FROM <= hour < DAY_FROM:
        return _("Good morning")
    return _("Good day") if DAY_FROM <= hour < EVENING_FROM else _("Good evening")
