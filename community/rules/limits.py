"""Rate limits of talk: how often one person, or one network, may do something."""

from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, MINUTE, Per, limit

SAY: Final = limit(
    "say",
    figure=30,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You can send at most %(figure)s messages a minute; this would be %(next)s."),
)
TONGUE: Final = limit(
    "tongue",
    figure=600,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("The language of what you write was looked at more than %(figure)s times within one hour."),
)
POST: Final = limit(
    "post",
    figure=6,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You can write at most %(figure)s posts a minute; this would be %(next)s."),
)
EDIT: Final = limit(
    "edit",
    figure=10,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You can change posts at most %(figure)s times a minute; this would be %(next)s."),
)
TOPIC: Final = limit(
    "topic",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can open at most %(figure)s topics a day; this would be %(next)s."),
)
HELD: Final = limit(
    "held",
    figure=5,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("Moderators read the first posts of a new member: at most %(figure)s a day; this would be %(next)s."),
)
REACT: Final = limit(
    "react",
    figure=60,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You can react at most %(figure)s times a minute; this would be %(next)s."),
)
DRAFT: Final = limit(
    "draft",
    figure=60,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("This draft was stored more than %(figure)s times within one minute."),
)
REPORT: Final = limit(
    "report",
    figure=30,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can report at most %(figure)s times a day; this would be %(next)s."),
)
# A person who goes from page to page opens a line with each; a conference sits behind one address (decision 0011).
LINE: Final = limit(
    "line",
    figure=settings.LINES_A_PERSON,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You can open at most %(figure)s live connections a minute; this would be %(next)s."),
)
LINES: Final = limit(
    "lines",
    figure=1_200,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s live connections came from your network within one minute."),
)
