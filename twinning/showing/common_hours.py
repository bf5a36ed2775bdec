"""The hours that two classes share, as the strip of a match card draws and says them."""

from django.utils.translation import gettext as _

from core.kit.hours_strip import Strip, strip
from core.language.formats import country_name, format_duration, format_range, weekday_name
from twinning.matching import HoursStrip, MatchSide, common_hours, project
from twinning.matching import strip as hours_strip
from twinning.matching.clocks import ClockPeriod
from twinning.models import Wish


def common_strip(wish: Wish, us: MatchSide, other: Wish, them: MatchSide) -> Strip | None:
    """The strip, with its sentence first: common minutes, and both clocks."""
    if not us.lessons or not them.lessons:
        return None
    start, months = project(us, them)
    common = common_hours(us, them, start, months)
    drawn: HoursStrip = hours_strip(us, them, start, months, common)
    if common.per_day:
        caption = _("Common lessons: %(duration)s a day.") % {"duration": format_duration(common.per_day)}
        detail = _("With you %(ours)s, with them %(theirs)s.") % {
            "ours": _spans(common.ours),
            "theirs": _spans(common.theirs),
        }
        if 0 < len(common.days) < 5:  # noqa: PLR2004 - a school week of five days needs no naming
            detail += " " + ", ".join(weekday_name(day) for day in common.days) + "."
    else:
        caption = _("No common lessons.")
        detail = _clock_difference(common.period)
    return strip(
        ours=drawn.ours,
        theirs=drawn.theirs,
        shift=drawn.ahead,
        our_place=wish.institution.shown_place or country_name(us.country),
        their_place=other.institution.shown_place or country_name(them.country),
        caption=caption,
        detail=detail,
        label=f"{caption} {detail}",
    )


def _clock_difference(period: ClockPeriod) -> str:
    if period.ahead == 0:
        return _("Your clocks are the same.")
    duration = format_duration(abs(period.ahead))
    if period.ahead > 0:
        return _("Their clock is ahead: %(duration)s.") % {"duration": duration}
    return _("Their clock is behind: %(duration)s.") % {"duration": duration}


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    from datetime import time  # noqa: PLC0415 - a clock time from minutes, here alone

    def clock(minute: int) -> time:
        return time(minute // 60 % 24, minute % 60)

    return ", ".join(format_range(clock(low), clock(high)) for low, high in spans)
