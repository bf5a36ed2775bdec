"""Who may report something, and see and answer reports."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.rules import listed_in, signed_in
from community.queries.reports import reports_visible_to
from community.rules.shared import OTHER_JUDGE, judge
from core.permissions import Case, Condition, Door, permit

REPORTS: Final = Door(_("To the desk"), "community:reports")
unconcerned = Condition(
    listed_in(reports_visible_to),
    _("This report concerns yourself."),
    OTHER_JUDGE,
    "about_oneself",
    REPORTS,
    [
        Case(
            lambda user, report: report.by_id == user.pk,
            "own_report",
            _("You wrote this report yourself, so somebody else answers it."),
            OTHER_JUDGE,
            REPORTS,
        )
    ],
)

permit("community.report", signed_in)
permit("community.see_report", signed_in, judge)
permit("community.see_reported", signed_in, judge, unconcerned)
permit("community.answer_report", signed_in, judge, unconcerned)
