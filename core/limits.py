"""Rate limits: one upsert in a table, exact over all processes, and it outlives Redis."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from core.errors import TooMany
from core.models import LimitCount

UPSERT = """
INSERT INTO core_limitcount ("key", "window", "count") VALUES (%s, %s, 1)
ON CONFLICT ("key", "window") DO UPDATE SET "count" = core_limitcount."count" + 1
RETURNING "count"
"""


def hit(key: str, *, limit: int, seconds: int) -> None:
    """Count one hit of `key`; raise TooMany at the hit after `limit` within a fixed window of `seconds`."""
    now = timezone.now()
    start = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)
    with connection.cursor() as cursor:
        window = connection.ops.adapt_datetimefield_value(start)
        cursor.execute(UPSERT, [key[:120], window])
        (count,) = cursor.fetchone()
    if count > limit:
        raise TooMany(wait=max(1, int((start + timedelta(seconds=seconds) - now).total_seconds()) + 1))


def forget_old_limits() -> int:
    """Delete windows that ended a day ago; called by the worker's housekeeping."""
    count, _ = LimitCount.objects.filter(window__lt=timezone.now() - timedelta(days=1)).delete()
    return count
