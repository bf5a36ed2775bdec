"""What has to be done again and again, in a thread beside the server of sockets: news that were not sent, old rows."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from django.db import DatabaseError, connections

from core.findable import remind
from core.kept import forget_old_entries
from core.limits import forget_old_limits
from core.outbox import forget_old_news, relay_once

RELAY_EVERY: Final = 5.0
FORGET_EVERY: Final = 3600.0
log = logging.getLogger("koepueroe.housekeeping")


class HouseKeeper(threading.Thread):
    """Every deed of it may be done by several processes at once, and twice."""

    def __init__(self, *, relay_every: float = RELAY_EVERY, forget_every: float = FORGET_EVERY) -> None:
        super().__init__(name="housekeeping", daemon=True)
        self._ended = threading.Event()
        self._relay_every, self._forget_every = relay_every, forget_every

    def run(self) -> None:
        forget_at = time.monotonic()
        while not self._ended.wait(self._relay_every):
            self._do(relay_once)
            self._do(remind)
            if time.monotonic() >= forget_at:
                forget_at = time.monotonic() + self._forget_every
                for deed in (forget_old_news, forget_old_entries, forget_old_limits):
                    self._do(deed)
            connections.close_all()

    def stop(self) -> None:
        self._ended.set()
        self.join(5)

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except DatabaseError:
            log.warning("the database does not answer; %s is tried again", deed.__name__)
