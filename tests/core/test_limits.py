from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import TooMany
from core.limits import forget_old_limits, hit
from core.models import LimitCount


def test_the_hit_after_the_limit_is_refused(db: None) -> None:
    for _ in range(3):
        hit("write:1", limit=3, seconds=3600)
    with pytest.raises(TooMany) as refused:
        hit("write:1", limit=3, seconds=3600)
    assert 1 <= refused.value.wait <= 3601


def test_keys_count_apart(db: None) -> None:
    hit("write:1", limit=1, seconds=3600)
    hit("write:2", limit=1, seconds=3600)
    assert LimitCount.objects.count() == 2


def test_a_new_window_begins_anew(db: None) -> None:
    hit("write:1", limit=1, seconds=3600)
    LimitCount.objects.update(window=timezone.now() - timedelta(hours=2))
    hit("write:1", limit=1, seconds=3600)
    assert LimitCount.objects.count() == 2


def test_long_keys_are_cut_not_refused(db: None) -> None:
    hit("x" * 500, limit=1, seconds=60)
    assert LimitCount.objects.get().key == "x" * 120


def test_old_windows_are_forgotten(db: None) -> None:
    hit("old", limit=1, seconds=60)
    LimitCount.objects.update(window=timezone.now() - timedelta(days=2))
    hit("new", limit=1, seconds=60)
    assert forget_old_limits() == 1
    assert LimitCount.objects.get().key == "new"
