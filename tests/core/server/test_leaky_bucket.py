"""The leaky bucket: what it lets through at once, at its rate, and after a pause."""

import pytest

from core.server import leaky_bucket
from core.server.leaky_bucket import LeakyBucket


def test_what_fits_at_once_and_what_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(leaky_bucket.time, "monotonic", lambda: now[0])
    one = LeakyBucket(3, 2)
    assert [one.over() for _ in range(4)] == [False, False, False, True]
    now[0] += 1
    assert [one.over(), one.over()] == [False, True]
    now[0] += 1000
    assert [one.over(3), one.over(0.5)] == [False, True]
