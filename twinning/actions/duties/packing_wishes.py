"""Numbers for changes of packed wishes, and the repair of rows: what no verb wrote, damaged ones, old layouts."""

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from twinning.actions.duties.telling_lists import mark_lists
from twinning.actions.steps.packed_wishes import pack_rows
from twinning.models import PackedCount, PackedWish, Wish
from twinning.queries.open_wishes import open_wishes
from twinning.queries.snapshots import unreadable

AT_ONCE: Final = 200
NUMBERED_AT_ONCE: Final = 5000


def number_changes() -> int:
    """One number for all changes that are committed, and a mark on the lists to which they bring somebody. Idempotent;
    how many.

    The count is locked until they are committed, so that a process that has read a number has read all lower ones.
    """
    if not PackedWish.objects.filter(number=None).exists():
        return 0
    PackedCount.objects.get_or_create(pk=1)
    with transaction.atomic():
        count = PackedCount.objects.select_for_update().get(pk=1)
        free = PackedWish.objects.select_for_update(skip_locked=True).filter(number=None).order_by("pk")
        rows = list(free.values_list("pk", flat=True)[:NUMBERED_AT_ONCE])
        if rows:
            count.number += 1
            count.save()
            PackedWish.objects.filter(pk__in=rows).update(number=count.number)
    mark_lists(rows)
    return len(rows)


def repair_rows(at_once: int = AT_ONCE) -> int:
    """Some rows are packed anew: those that are missing, those that this process cannot read, then those that were not
    looked at for longest, so that each is compared with its wish in time. Idempotent; how many were changed.
    """
    changed = pack_rows(_missing()[:at_once])
    damaged = PackedWish.objects.filter(pk__in=list(unreadable())[:at_once], wish__isnull=False)
    changed += pack_rows(pk for pk in damaged.values_list("wish", flat=True) if pk is not None)
    oldest = PackedWish.objects.filter(wish__isnull=False).order_by("checked_at", "pk")
    return changed + pack_rows(pk for pk in oldest.values_list("wish", flat=True)[:at_once] if pk is not None)


def pack_all() -> int:
    """Every open wish that has no row: after wishes came by another way than the verbs."""
    missing = list(_missing())
    return sum(pack_rows(missing[n : n + AT_ONCE]) for n in range(0, len(missing), AT_ONCE))


def _missing() -> QuerySet[Wish, int]:
    return open_wishes().filter(packed=None).values_list("pk", flat=True)
