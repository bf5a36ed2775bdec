"""What bars a person with an office from the site: the same for its pages and its sockets."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils import timezone

from accounts.policy import OFFICE_SESSION
from accounts.queries.offices import is_officer

BEGAN: Final = "office_began"


def session_over(session: Mapping[str, Any]) -> bool:
    """Whether a session with an office is over. One without a beginning begins with the next page."""
    now = int(timezone.now().timestamp())
    return now - int(session.get(BEGAN, now)) > OFFICE_SESSION.total_seconds()


def lacks_factor(user: Any) -> bool:
    """For a person with an office. Demo accounts are shared: nobody could lend the others a second factor."""
    return not settings.DEMO and not is_mfa_enabled(user)


def barred(user: Any, session: Mapping[str, Any]) -> Literal["", "over", "factor"]:
    """What keeps this person from a socket where pages would not be shown either."""
    if not is_officer(user):
        return ""
    if session_over(session):
        return "over"
    return "factor" if lacks_factor(user) else ""
