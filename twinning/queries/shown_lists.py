"""Lists of suggestions as they were last seen, and what is new in them since."""

from datetime import datetime

import numpy as np
from django.db.models import Max, QuerySet

from twinning.matching.packed import Thresholds
from twinning.models import ShownList, ShownMatch, Wish
from twinning.policy import LISTS_HEAR
from twinning.queries.suggestions import suggestions


def last_lists(now: datetime) -> QuerySet[ShownList]:
    """The last one of each open wish that somebody looked at lately. Who never looked gets no news."""
    newest = ShownList.objects.filter(wish__state=Wish.State.OPEN).values("wish").annotate(last=Max("pk"))
    return ShownList.objects.filter(pk__in=newest.values("last"), at__gte=now - LISTS_HEAR)


def thresholds(lists: QuerySet[ShownList]) -> Thresholds:
    """One query."""
    rows = lists.filter(last_value__isnull=False, wish__packed__isnull=False)
    found = sorted(rows.values_list("wish__packed__pk", "last_value"))
    return Thresholds(
        np.array([id_ for id_, _ in found], dtype=np.int64), np.array([value for _, value in found], dtype=np.float64)
    )


def new_in_list(wish: Wish) -> int:
    """How many stand in its list now that were not in the one seen last; 0 where none was seen."""
    last = ShownList.objects.filter(wish=wish).order_by("-pk").first()
    if last is None:
        return 0
    seen = set(ShownMatch.objects.filter(shown=last).values_list("other", flat=True))
    return sum(one.pk not in seen for one in suggestions(wish).ranked)
