"""Rate limits of the library: how often one person may do something."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit

PRACTICE: Final = limit(
    "practice",
    figure=30,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be new practice number %(next)s today; %(figure)s are the most."),
)
TRANSLATE: Final = limit(
    "translate",
    figure=10,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be translation number %(next)s today; %(figure)s are the most."),
)
SUBMIT: Final = limit(
    "submit",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be sending number %(next)s today; %(figure)s are the most."),
)
ADOPT: Final = limit(
    "adopt",
    figure=20,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be report number %(next)s today of a practice that was tried; %(figure)s are the most."),
)
UPLOAD: Final = limit(
    "upload",
    figure=60,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("This would be file number %(next)s within one hour; %(figure)s are the most."),
)
