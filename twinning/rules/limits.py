"""Rate limits of twinning: how often one person, or one institution, may do something."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit

REGISTER: Final = limit(
    "register",
    figure=30,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("You can upload at most %(figure)s registers an hour; this would be %(next)s."),
)
INVITE: Final = limit(
    "invite",
    figure=20,
    seconds=DAY,
    per=Per.INSTITUTION,
    sentence=_("Your institution can send at most %(figure)s invitations a day; this would be %(next)s."),
)
