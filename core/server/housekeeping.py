"""What has to be done again and again, in a thread beside the server of sockets: news that were not sent, old rows,
and the chores that rooms registered. A chore never waits for anybody: what takes time it hands to the task worker.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from django.db import DatabaseError, connections

from core.findable import remind
from core.limits import forget_old_limits
from core.live.outbox import forget_old_news, relay_once
from core.registry import Chore, chores
from core.server.expired_rows import forget_sessions, forget_tasks

RELAY_EVERY: Final = 5.0
FORGET_EVERY: Final = 3600.0
log = logging.getLogger("koepueroe.housekeeping")


class HouseKeeper(threading.Thread):
    """Everything it does is idempotent and may run in several processes at once."""

    def __init__(self, *, relay_every: float = RELAY_EVERY, forget_every: float = FORGET_EVERY) -> None:
        super().__init__(name="housekeeping", daemon=True)
        self._ended = threading.Event()
        self._relay_every, self._forget_every = relay_every, forget_every

    def run(self) -> None:
        forget_at = time.monotonic()
        next_at: dict[str, float] = {}
        while not self._ended.wait(self._relay_every):
            self._do(relay_once)
            self._do(remind)
            if time.monotonic() >= forget_at:
                forget_at = time.monotonic() + self._forget_every
                for deed in (forget_old_news, forget_old_limits, forget_sessions, forget_tasks):
                    self._do(deed)
            for chore in chores():
                self._when_due(chore, next_at)
            connections.close_all()

    def stop(self) -> None:
        self._ended.set()
        self.join(5)

    def _when_due(self, chore: Chore, next_at: dict[str, float]) -> None:
        now = time.monotonic()
        if now >= next_at.get(chore.name, now):
            next_at[chore.name] = now + chore.every
            self._do(chore.do, chore.name)

    def _do(self, deed: Callable[[], object], name: str = "") -> None:
        try:
            deed()
        except DatabaseError:
            log.warning("the database does not answer; %s is tried again", name or deed.__name__)
        except Exception:
            # One room's mistake must not end the thread on which the others rely.
            log.exception("housekeeping: %s failed", name or deed.__name__)
