"""A bucket with a hole."""

import pytest

from core.server import meter
from core.server.meter import Meter


def test_what_fits_at_once_and_what_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(meter.time, "monotonic", lambda: now[0])
    one = Meter(3, 2)
    assert [one.over() for _ in range(4)] == [False, False, False, True]
    now[0] += 1
    assert [one.over(), one.over()] == [False, True]
    now[0] += 1000
    assert [one.over(3), one.over(0.5)] == [False, True]
