"""Rate limits of the search: how often a network, or one person, may ask."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.limits import MINUTE, Per, limit

# A school shares one network, so the limit by network is wide, by account narrow. Each keystroke asks for suggestions.
SEARCH_NETWORK: Final = limit(
    "search_network",
    figure=300,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s searches came from your network within one minute."),
)
SEARCH_PERSON: Final = limit(
    "search_person",
    figure=120,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have searched more than %(figure)s times within one minute."),
)
SUGGEST_NETWORK: Final = limit(
    "suggest_network",
    figure=900,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s suggestions were asked for from your network within one minute."),
)
SUGGEST_PERSON: Final = limit(
    "suggest_person",
    figure=300,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have asked for more than %(figure)s suggestions within one minute."),
)
