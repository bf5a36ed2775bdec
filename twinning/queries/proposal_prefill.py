"""With what a letter to a partner begins: the work, the days and the plan that follow from both wishes."""

from datetime import date, timedelta
from typing import Any, Final

from twinning.models import Wish
from twinning.policy import GETTING_READY, PUBLIC_HOLIDAYS_AHEAD
from twinning.queries.free_days import FreeDays, free_days_of
from twinning.queries.wishes import named, shared

MONTH: Final = 30.4
FIRST_PHRASES: Final = ("greeting-day", "who-class", "want-theme", "want-work", "closing-answer")


def beginning_of(ours: Wish, theirs: Wish, *, today: date) -> dict[str, Any]:
    """The later start, the shorter time, a plan to begin with; each day one on which both schools teach."""
    wanted = max(day for day in (ours.starts, theirs.starts, today) if day)
    free = free_days_of([ours.institution, theirs.institution], wanted)
    starts = _taught(wanted, free, wanted + PUBLIC_HOLIDAYS_AHEAD) or wanted
    ends = starts + timedelta(days=round(min(ours.months, theirs.months) * MONTH))
    days = {"m_meet_due": starts + GETTING_READY, "m_make_due": starts + (ends - starts) / 2, "m_show_due": ends}
    return {
        "title": ours.title,
        "work": shared(ours, theirs, "work"),
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "phrases": [code for code in FIRST_PHRASES if code != "want-theme" or named(ours, "theme")],
        **{name: (_taught(min(day, ends), free, ends) or ends).isoformat() for name, day in days.items()},
        **dict.fromkeys(("m_meet", "m_make", "m_show"), True),
    }


def _taught(day: date, free: FreeDays, last: date) -> date | None:
    """The first day from this one on, `last` at the latest, on which all of them teach."""
    days = (day + timedelta(days=n) for n in range((last - day).days + 1))
    return next((one for one in days if one not in free), None)
