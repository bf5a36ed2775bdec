"""Rate limits of signing in and signing up: how often one network, address or person may do something.

Wide by network, since a school shares one address; tight by account. Visitors are counted by network, signed-in people
by person. `Slowing` is the brake on wrong passwords and codes: `free` failures without a wait, then `first` seconds,
doubled up to `most`.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.brakes import Slowing
from core.limits import DAY, HOUR, MINUTE, Per, limit

SIGN_IN: Final = limit(
    "sign_in",
    figure=300,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("Your network has tried to sign in more than %(figure)s times within one minute."),
)
WRONG: Final = limit(
    "wrong_password",
    figure=200,
    seconds=HOUR,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s wrong passwords came from your network within one hour."),
)
SIGN_UP: Final = limit(
    "sign_up",
    figure=60,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s forms to sign up came from your network within one minute."),
)
ASK_MAIL: Final = limit(
    "ask_mail",
    figure=60,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("Your network has asked for a mail more than %(figure)s times within one minute."),
)
MAILED: Final = limit(
    "mailed",
    figure=6,
    seconds=DAY,
    per=Per.ADDRESS,
    sentence=_("%(figure)s such mails went to this address today; the links in them still work."),
)
CONFIRM: Final = limit(
    "confirm",
    figure=10,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have confirmed who you are more than %(figure)s times within one minute."),
)
SECURITY: Final = limit(
    "security",
    figure=10,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have changed more than %(figure)s things of your sign-in within one minute."),
)

# Per account and place five failures are free. Per account alone, from all unknown places together, twenty: a device
# or network that the person has used before is exempt from that second brake.
PASSWORD: Final = Slowing(
    name="password",
    free=5,
    first=60,
    most=900,
    sentence=_("Too many wrong passwords for this account from here (%(failures)s in a row)."),
)
PASSWORD_ANYWHERE: Final = Slowing(
    name="password_anywhere",
    free=20,
    first=60,
    most=300,
    sentence=_("Somebody has tried many wrong passwords for this account (%(failures)s in a row)."),
)
FACTOR: Final = Slowing(
    name="factor",
    free=5,
    first=60,
    most=900,
    sentence=_("Too many wrong codes for this account from here (%(failures)s in a row)."),
)
FACTOR_ANYWHERE: Final = Slowing(
    name="factor_anywhere",
    free=20,
    first=60,
    most=300,
    sentence=_("Somebody has tried many wrong codes for this account (%(failures)s in a row)."),
)
