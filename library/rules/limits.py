"""How much one person may bring to the library."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import DAY, HOUR, Per, limit
from library.policy import ADOPTIONS_A_DAY, PRACTICES_A_DAY, SUBMISSIONS_A_DAY, TRANSLATIONS_A_DAY, UPLOADS_AN_HOUR

PRACTICE: Final = limit(
    "practice",
    figure=PRACTICES_A_DAY,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be new practice number %(next)s today; %(figure)s are the most."),
)
TRANSLATE: Final = limit(
    "translate",
    figure=TRANSLATIONS_A_DAY,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be translation number %(next)s today; %(figure)s are the most."),
)
SUBMIT: Final = limit(
    "submit",
    figure=SUBMISSIONS_A_DAY,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be sending number %(next)s today; %(figure)s are the most."),
)
ADOPT: Final = limit(
    "adopt",
    figure=ADOPTIONS_A_DAY,
    seconds=DAY,
    per=Per.PERSON,
    sentence=_("This would be report number %(next)s today of a practice that was tried; %(figure)s are the most."),
)
UPLOAD: Final = limit(
    "upload",
    figure=UPLOADS_AN_HOUR,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("This would be file number %(next)s within one hour; %(figure)s are the most."),
)
