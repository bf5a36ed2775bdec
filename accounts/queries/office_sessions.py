"""Whether the session of a person with an office is over or lacks a second factor: for pages and sockets alike."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils import timezone

from accounts.policy import OFFICE_SESSION
from accounts.queries.offices import is_officer

BEGAN: Final = "office_began"


def session_over(session: Mapping[str, Any]) -> bool:
    """Whether a session with an office is over. One that has no start time yet is not: the next page sets it."""
    now = int(timezone.now().timestamp())
    return now - int(session.get(BEGAN, now)) > OFFICE_SESSION.total_seconds()


def lacks_factor(user: Any) -> bool:
    """For a person with an office. Never in the demo, whose accounts are shared by all visitors."""
    return not settings.DEMO and not is_mfa_enabled(user)


def barred(user: Any, session: Mapping[str, Any]) -> Literal["", "over", "factor"]:
    """Why a person with an office gets no socket: "" (they do), the session is "over", or a "factor" is missing."""
    if not is_officer(user):
        return ""
    if session_over(session):
        return "over"
    return "factor" if lacks_factor(user) else ""
