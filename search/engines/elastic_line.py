"""Whether Elasticsearch is asked at present. After a failure it is left alone for a while, longer each time."""

import logging
import threading
import time
from typing import Final

from django.core.cache import cache

FIRST_PAUSE: Final = 2.0  # seconds
LONGEST_PAUSE: Final = 30.0
TOLD: Final = 90  # seconds; how long staff are told after the last failure that any process saw
KEY: Final = "search-elastic-silent"
log = logging.getLogger("koepueroe.search")


class Line:
    """Of one process. What it finds is kept in the cache too, so that all pages can tell."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._pause = 0.0

    def asked(self) -> bool:
        """When a pause is over one asker tries, and the others wait for what that one finds."""
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                return False
            if self._pause:
                self._until = now + self._pause
            return True

    def broken(self, error: Exception) -> None:
        with self._lock:
            self._pause = min(max(FIRST_PAUSE, self._pause * 2), LONGEST_PAUSE)
            self._until = time.monotonic() + self._pause
        log.warning("Elasticsearch is not asked for %.0f s: %s", self._pause, type(error).__name__)
        cache.set(KEY, 1, TOLD)

    @property
    def is_whole(self) -> bool:
        return not self._pause

    def held(self) -> None:
        if self._pause:
            with self._lock:
                self._pause = self._until = 0.0
            log.info("Elasticsearch answers again")
            cache.delete(KEY)


LINE: Final = Line()


def is_silent() -> bool:
    """Whether any process has found it silent lately."""
    return bool(cache.get(KEY))
