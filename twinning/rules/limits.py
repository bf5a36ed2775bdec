"""Rate limits of twinning: how often one person, or one institution, may do something."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit

REGISTER: Final = limit(
    "register",
    figure=30,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("This would be register number %(next)s within one hour; %(figure)s are the most."),
)
INVITE: Final = limit(
    "invite",
    figure=20,
    seconds=DAY,
    per=Per.INSTITUTION,
    sentence=_("This would be invitation number %(next)s of your institution today; %(figure)s are the most."),
)
