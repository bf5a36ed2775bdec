"""Rate limits of the library: how often one person may do something."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit

PRACTICE: Final = limit(
    "practice",
    figure=30,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can begin at most %(figure)s practices a day; this would be %(next)s."),
)
TRANSLATE: Final = limit(
    "translate",
    figure=10,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can begin at most %(figure)s translations a day; this would be %(next)s."),
)
SUBMIT: Final = limit(
    "submit",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can submit at most %(figure)s times a day; this would be %(next)s."),
)
ADOPT: Final = limit(
    "adopt",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("You can tell of at most %(figure)s tried practices a day; this would be %(next)s."),
)
UPLOAD: Final = limit(
    "upload",
    figure=60,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("You can add at most %(figure)s files an hour; this would be %(next)s."),
)
