"""The orders of hits as links above them, and how an address names one."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from search.queries.ordering import BEST, NEWEST, TRIED

SORT: Final = "sort"  # in an address
LABELS: Final = {BEST: _("Best first"), NEWEST: _("Newest first"), TRIED: _("Most tried first")}


@dataclass(frozen=True, slots=True)
class OrderLink:
    label: Text
    url: str
    current: bool


def order_in(query: QueryDict, orders: tuple[str, ...]) -> str:
    """What makes no difference here, or is unknown, is the usual order."""
    asked = query.get(SORT, BEST)
    return asked if asked in orders else BEST


def order_links(query: QueryDict, orders: tuple[str, ...], current: str) -> list[OrderLink]:
    """Empty where there is nothing to choose. The page begins anew."""
    if len(orders) == 1:
        return []
    return [OrderLink(LABELS[one], _address(query, one), one == current) for one in orders]


def _address(query: QueryDict, order: str) -> str:
    asked = query.copy()
    asked.pop(SORT, None)
    if order != BEST:
        asked[SORT] = order
    return f"{reverse('search:search')}?{asked.urlencode()}"
