"""How much one person, or one institution, may send."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit
from twinning.policy import INVITATIONS_A_DAY, REGISTERS_AN_HOUR

REGISTER: Final = limit(
    "register",
    figure=REGISTERS_AN_HOUR,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("This would be register number %(next)s within one hour; %(figure)s are the most."),
)
INVITE: Final = limit(
    "invite",
    figure=INVITATIONS_A_DAY,
    seconds=DAY,
    per=Per.INSTITUTION,
    sentence=_("This would be invitation number %(next)s of your institution today; %(figure)s are the most."),
)
