"""How often feeds and the files of the sitemap may be fetched: a search engine reads all of them in some minutes."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.limits import MINUTE, Per, limit
from core.web.query_params import count_page

READ_NETWORK: Final = limit(
    "machines_network",
    figure=120,
    seconds=MINUTE,
    per=Per.NETWORK,
    sentence=_("More than %(figure)s feeds and lists of pages were asked for from your network within one minute."),
)
READ_PERSON: Final = limit(
    "machines_person",
    figure=120,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("You have asked for more than %(figure)s feeds and lists of pages within one minute."),
)


def count_reading(request: HttpRequest) -> None:
    """Raise TooMany."""
    count_page(request, by_network=READ_NETWORK, by_person=READ_PERSON)
