"""Open pages of suggestions hear that a wish which was changed belongs to their list now: at most once a minute."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.live.outbox import tell
from twinning.matching.packed import CannotPackError, Snapshot, Thresholds, news, question
from twinning.models import PackedWish, ShownList, Wish
from twinning.policy import LISTS_HEAR_EVERY
from twinning.queries.open_wishes import side_of
from twinning.queries.shown_lists import last_lists, thresholds
from twinning.queries.snapshots import asked_in, snapshot

MOST_AT_ONCE: Final = 50  # of an import of thousands nobody hears one by one
AT_ONCE: Final = 500


def mark_lists(rows: Collection[int], now: datetime | None = None) -> int:
    """The lists to which wishes of these packed rows belong now, and did not when they were last seen; how many."""
    moment = now or timezone.now()
    changed = list(
        Wish.objects.filter(packed__in=list(rows)[:MOST_AT_ONCE], packed__row__isnull=False).select_related(
            "institution"
        )
    )
    if not changed:
        return 0
    lists = last_lists(moment)
    seen, held = thresholds(lists), snapshot()
    if not len(seen.ids):
        return 0
    return sum(_mark(wish, lists, _better_for(wish, seen, held), moment) for wish in changed)


def tell_lists(now: datetime | None = None) -> int:
    """Their open pages look again; how many lists were told."""
    moment = now or timezone.now()
    due = last_lists(moment).filter(news_at__isnull=False)
    due = due.filter(Q(told_at=None) | Q(told_at__lte=moment - LISTS_HEAR_EVERY)).select_related("wish")
    told = 0
    for shown in due.order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            mine = ShownList.objects.filter(pk=shown.pk, news_at=shown.news_at, told_at=shown.told_at)
            if mine.update(news_at=None, told_at=moment):
                tell(f"matches:{shown.wish.code}", "new", {})
                told += 1
    return told


def _better_for(wish: Wish, seen: Thresholds, held: Snapshot) -> list[int]:
    """Packed rows of the wishes in whose list this one belongs."""
    side = side_of(wish)
    try:
        found = news(question(side, asked_in(held.codebook, side)), held, seen)
    except CannotPackError:
        return []
    ids: list[int] = found.ids.tolist()
    return ids


def _mark(wish: Wish, lists: QuerySet[ShownList], rows: list[int], moment: datetime) -> int:
    wishes = PackedWish.objects.filter(pk__in=rows).values_list("wish", flat=True)
    unseen = ShownList.objects.filter(pk__in=lists.filter(wish__in=list(wishes)).values("pk"))
    return unseen.exclude(matches__other=wish).filter(news_at=None).update(news_at=moment)
