"""Exponential backoff for repeated failures, such as wrong passwords. Kept in a table, so that nothing evicts it.

A wall would let a stranger lock anybody out; a window would give the same number of tries for ever.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy

from core.errors import Text, TooMany
from core.limits import come_back
from core.models import Brake

QUIET: Final = timedelta(days=1)  # after so long without a failure all is forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowing:
    """`free` failures cost nothing; then one waits `first` seconds, twice as long after each more, `most` at last.

    `sentence` may say %(failures)s.
    """

    name: str
    free: int
    first: int
    most: int
    sentence: Text

    def wait_after(self, failures: int) -> int:
        """Seconds to wait after so many failures in a row."""
        return 0 if failures < self.free else min(self.most, self.first * 2 ** min(failures - self.free, 20))


def try_once(of: Slowing, who: object) -> None:
    """Count a try as failed until `forgive` or `take_back`; while a wait is on, raise TooMany and count nothing.

    It is counted first, so that a hundred tries at the same moment are not all free.
    """
    now = timezone.now()
    with transaction.atomic():
        row, _made = Brake.objects.get_or_create(key=_key(of, who), defaults={"at": now})
        row = Brake.objects.select_for_update().get(pk=row.pk)
        if row.until and row.until > now:
            raise _refusal(of, row.count, row.until)
        row.count = 1 if row.at < now - QUIET else row.count + 1
        wait = of.wait_after(row.count)
        row.at, row.until = now, now + timedelta(seconds=wait) if wait else None
        row.save(update_fields=["at", "count", "until"])


def forgive(of: Slowing, who: object) -> None:
    """Delete the count: the try succeeded."""
    Brake.objects.filter(key=_key(of, who)).delete()


def take_back(of: Slowing, who: object) -> None:
    """Uncount this one try; failures before it stay counted."""
    with transaction.atomic():
        row = Brake.objects.select_for_update().filter(key=_key(of, who)).first()
        if row is not None and row.count > 1:
            row.count, row.until = row.count - 1, None
            row.save(update_fields=["count", "until"])
        elif row is not None:
            row.delete()


def _key(of: Slowing, who: object) -> str:
    return f"{of.name}:{who}"[:120]


def _refusal(of: Slowing, failures: int, until: datetime) -> TooMany:
    wait = max(1, int((until - timezone.now()).total_seconds()) + 1)
    return TooMany(wait=wait, text=_sentence(of, failures), next_step=come_back(wait))


def _say(of: Slowing, failures: int) -> str:
    return str(of.sentence) % {"failures": failures}


_sentence = lazy(_say, str)
