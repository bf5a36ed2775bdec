"""Today's number, kept for each person, so that the frame of every page need not ask all rooms what waits.

Within its transaction a verb names those for whom something changes (`today_changed`). That only adds rows, so verbs
never wait for each other. After the commit whoever acted is counted at once, for the page that comes next; all others
by a task of whoever listens, and what a crash left over by housekeeping. A count is stored only where nobody has
stored one since it began: one that began earlier knows less.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.utils import timezone

from core.models import TodayChange, TodayNumber
from core.people import is_signed_in
from core.registry import TodayItem, today_for

OWN_TURN: Final = timedelta(seconds=10)  # who acted and the task come first; the housekeeper takes what they left
TRIES: Final = 3
BATCH: Final = 200
SECONDS: Final = 50.0  # then the next task goes on; others wait behind this one
log = logging.getLogger("koepueroe.today")


@dataclass(frozen=True, slots=True)
class Count:
    """`desk` is a part of `number`."""

    number: int
    desk: int

    @classmethod
    def of(cls, items: Iterable[TodayItem]) -> "Count":
        parts = [(item.count, item.desk) for item in items if not item.waits_for_others]
        return cls(sum(count for count, _desk in parts), sum(count for count, desk in parts if desk))


_ringers: list[Callable[[], object]] = []
_hearers: list[Callable[[Any, Count, int], object]] = []


def listen(*, ring: Callable[[], object], hear: Callable[[Any, Count, int], object]) -> None:
    """`ring()` is called after a commit when people wait to be counted: often twice, or with nobody left, so it must be
    cheap. `hear(user, count, version)` within the transaction that stores another number than before.
    """
    _ringers.append(ring)
    _hearers.append(hear)


def today_changed(people: Iterable[Any], *, by: Any = None) -> None:
    """Within the transaction of an action: people, or a query of people, for whom more or less waits now."""
    rows = people.values_list("pk", flat=True) if isinstance(people, models.QuerySet) else (p and p.pk for p in people)
    keys = dict.fromkeys(key for key in rows if key is not None)
    actor = by.pk if is_signed_in(by) else None
    if actor is not None:
        keys[actor] = None
        _after_commit(_Recount(actor))
    TodayChange.objects.bulk_create(TodayChange(user_id=key) for key in keys)
    if keys.keys() - {actor}:
        _after_commit(ring)


def ring() -> None:
    for ringer in _ringers:
        ringer()


def counted(user: Any) -> list[TodayItem]:
    """What waits for the reader of the page Today, who sees the very number that is kept from now on."""
    before = _kept(user.pk)
    items = today_for(user)
    _store(user, Count.of(items), before, unchanged=False)
    return items


def recount_waiting() -> int:
    """Count anew for whom something changed; how many. Two of these at once do the same."""
    end, last, done = monotonic() + SECONDS, 0, 0
    while monotonic() < end:
        rows = list(TodayChange.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "user")[:BATCH])
        if not rows:
            break
        last = rows[-1][0]
        for key in dict.fromkeys(user for _pk, user in rows):
            done += recount(key)
    return done


def recount(key: int) -> bool:
    """What fails is left to the next round of housekeeping: one broken row must not hold up all others."""
    waiting = list(TodayChange.objects.filter(user=key).values_list("pk", flat=True))
    try:
        done = _counted_anew(key)
    except Exception:
        log.exception("what waits for person %s could not be counted", key)
        done = True
    if done:
        TodayChange.objects.filter(pk__in=waiting).delete()
    return done


def number_now(user: Any) -> int:
    """For a mail, which is read away from the site: what the frame would show this minute."""
    kept = _kept(user.pk)
    if kept is None or TodayChange.objects.filter(user=user.pk).exists():
        recount(user.pk)
        kept = _kept(user.pk)
    return kept.number if kept else 0


def left_over() -> bool:
    return TodayChange.objects.filter(at__lt=timezone.now() - OWN_TURN).exists()


def _counted_anew(key: int) -> bool:
    for _try in range(TRIES):
        user: Any = get_user_model().objects.filter(pk=key, is_active=True).first()
        if user is None:
            return True
        before = _kept(key)
        with timezone.override(user.time_zone):
            found = Count.of(today_for(user))
        if _store(user, found, before):
            return True
    return False


def _kept(key: int) -> TodayNumber | None:
    return TodayNumber.objects.filter(user=key).first()


def _store(user: Any, found: Count, before: TodayNumber | None, *, unchanged: bool = True) -> bool:
    """False where somebody else has stored a count meanwhile. `unchanged`: also to say when it was counted."""
    same = before is not None and Count(before.number, before.desk) == found
    if same and not unchanged:
        return True
    version = 1 if before is None else before.version + 1
    values = {"number": found.number, "desk": found.desk, "version": version, "counted_at": timezone.now()}
    with transaction.atomic():
        if before is None:
            _row, stored = TodayNumber.objects.get_or_create(user=user, defaults=values)
        else:
            rows = TodayNumber.objects.filter(pk=before.pk, version=before.version)
            stored = bool(rows.update(**values))
        if stored and not same:
            for hear in _hearers:
                hear(user, found, version)
    return stored


@dataclass(frozen=True)
class _Recount:
    """For one person; two of the same are equal. Django logs a callback that fails by its `__qualname__`."""

    key: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "__qualname__", recount.__qualname__)

    def __call__(self) -> None:
        recount(self.key)


def _after_commit(deed: Callable[[], object]) -> None:
    """Once a transaction, however often it is said in it."""
    inside = set(connection.savepoint_ids)
    if not any(kept[1] == deed and kept[0] <= inside for kept in connection.run_on_commit):
        transaction.on_commit(deed, robust=True)
