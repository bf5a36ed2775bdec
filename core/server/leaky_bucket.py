"""A leaky bucket in the memory of this process: a rate limit for what comes too often to be counted in a table."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class LeakyBucket:
    """Allows a burst of `at_once`, and a rate of `a_second`."""

    at_once: float
    a_second: float
    level: float = 0.0
    at: float = field(default_factory=lambda: time.monotonic())  # noqa: PLW0108 - tests have a clock of their own

    def over(self, cost: float = 1.0) -> bool:
        """Add `cost`; True where the limit is passed."""
        now = time.monotonic()
        self.level = max(0.0, self.level - (now - self.at) * self.a_second) + cost
        self.at = now
        return self.level > self.at_once
