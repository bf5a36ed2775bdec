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
    sentence=_("This would be message number %(next)s within one minute; %(figure)s are the most."),
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
    sentence=_("This would be post number %(next)s within one minute; %(figure)s are the most."),
)
EDIT: Final = limit(
    "edit",
    figure=10,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("This would be change number %(next)s of posts within one minute; %(figure)s are the most."),
)
TOPIC: Final = limit(
    "topic",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be topic number %(next)s today; %(figure)s are the most."),
)
HELD: Final = limit(
    "held",
    figure=5,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_(
        "The first posts of a new member are read by moderators: this would be number %(next)s today, "
        "%(figure)s are the most."
    ),
)
REACT: Final = limit(
    "react",
    figure=60,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("This would be reaction number %(next)s within one minute; %(figure)s are the most."),
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
    sentence=_("This would be report number %(next)s today; %(figure)s are the most."),
)
# A person who goes from page to page opens a line with each; a conference sits behind one address (decision 0011).
LINE: Final = limit(
    "line",
    figure=settings.LINES_A_PERSON,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("This would be live connection number %(next)s within one minute; %(figure)s are the most."),
)
LINES: Final = limit(
    "lines",
    figure=1_200,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s live connections came from your network within one minute."),
)
