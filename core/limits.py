"""Rate limits: one upsert in a table, exact over all processes, and nothing evicts it.

Each limit is declared once, with its figure, what it is counted by and the sentence that its reader gets.
What grows with each failure instead of ending with a window stands in core.brakes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import ngettext

from core.errors import Text, TooMany
from core.models import Brake, LimitCount

MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 24 * HOUR
UPSERT = """
INSERT INTO core_limitcount ("key", "window", "count") VALUES (%s, %s, 1)
ON CONFLICT ("key", "window") DO UPDATE SET "count" = core_limitcount."count" + 1
RETURNING "count"
"""


class Per(StrEnum):
    """What a limit is counted by. Never by the Host header, which the sender chooses."""

    PERSON = "person"
    INSTITUTION = "institution"
    NETWORK = "network"  # core.web.client_address: the client's address, IPv6 by /64
    ADDRESS = "address"  # a mail address, digested


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`sentence` may say %(next)s, the number that was refused, and %(figure)s, the most."""

    name: str
    figure: int
    seconds: int
    per: Per
    sentence: Text


_limits: dict[str, Limit] = {}


def limit(name: str, *, figure: int, seconds: int, per: Per, sentence: Text) -> Limit:
    """Declare one; two of one name would count together."""
    if name in _limits:
        message = f"there is a limit {name} already"
        raise TypeError(message)
    return _limits.setdefault(name, Limit(name=name, figure=figure, seconds=seconds, per=per, sentence=sentence))


def limits() -> list[Limit]:
    return list(_limits.values())


def spend(of: Limit, who: object) -> None:
    """Count one; raise TooMany, with the limit's own sentence and when to come back, above its figure."""
    try:
        hit(f"{of.name}:{who}", limit=of.figure, seconds=of.seconds)
    except TooMany as full:
        raise TooMany(wait=full.wait, text=_sentence(of), next_step=come_back(full.wait)) from None


def give_back(of: Limit, who: object) -> None:
    """What was counted turned out to be none (a right password)."""
    window = _window(timezone.now(), of.seconds)
    LimitCount.objects.filter(key=f"{of.name}:{who}"[:120], window=window, count__gt=0).update(count=F("count") - 1)


def forget(of: Limit, who: object) -> None:
    LimitCount.objects.filter(key=f"{of.name}:{who}"[:120]).delete()


def hit(key: str, *, limit: int, seconds: int) -> None:
    """Count one hit of `key`; raise TooMany at the hit after `limit` within a fixed window of `seconds`.

    The mechanism alone, without a sentence: callers declare a `limit` and `spend` it.
    """
    now = timezone.now()
    start = _window(now, seconds)
    with connection.cursor() as cursor:
        window = connection.ops.adapt_datetimefield_value(start)
        cursor.execute(UPSERT, [key[:120], window])
        (count,) = cursor.fetchone()
    if count > limit:
        raise TooMany(wait=max(1, int((start + timedelta(seconds=seconds) - now).total_seconds()) + 1))


def forget_old_limits() -> int:
    """Delete what ended a day ago; called by the worker's housekeeping."""
    yesterday = timezone.now() - timedelta(days=1)
    count, _each = LimitCount.objects.filter(window__lt=yesterday).delete()
    brakes, _each = Brake.objects.filter(at__lt=yesterday).delete()
    return count + brakes


def _window(now: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def _say(of: Limit) -> str:
    return str(of.sentence) % {"next": of.figure + 1, "figure": of.figure}


def _when(seconds: int) -> str:
    """In the largest unit that is still true enough: nobody counts 2,900 seconds."""
    if seconds < 2 * MINUTE:
        return ngettext("Try again in %(n)s second.", "Try again in %(n)s seconds.", seconds) % {"n": seconds}
    if seconds < 2 * HOUR:
        n = -(-seconds // MINUTE)
        return ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", n) % {"n": n}
    n = -(-seconds // HOUR)
    return ngettext("Try again in %(n)s hour.", "Try again in %(n)s hours.", n) % {"n": n}


# Lazy: a socket and the API choose the reader's language after the verb has raised.
_sentence = lazy(_say, str)
come_back = lazy(_when, str)
