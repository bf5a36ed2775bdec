from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core.brakes import Slowing, forgive, take_back, try_once
from core.errors import TooMany
from core.limits import forget_old_limits
from core.models import Brake

at_once = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SLOW = Slowing(name="test", free=3, first=60, most=300, sentence="%(failures)s wrong ones.")


def wait_out() -> None:
    Brake.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_the_wait_grows_and_has_an_end() -> None:
    assert [SLOW.wait_after(failures) for failures in (1, 2, 3, 4, 5, 6, 7, 10_000)] == [
        0,
        0,
        60,
        120,
        240,
        300,
        300,
        300,
    ]


def test_free_tries_then_a_wait_that_says_how_long(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    with pytest.raises(TooMany) as refused:
        try_once(SLOW, 1)
    assert (str(refused.value.text), refused.value.wait) == ("3 wrong ones.", 60)
    assert Brake.objects.get().count == 3


def test_a_try_while_one_waits_makes_the_wait_no_longer(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    until = Brake.objects.get().until
    for _ in range(50):
        with pytest.raises(TooMany):
            try_once(SLOW, 1)
    assert Brake.objects.get().until == until


def test_after_the_wait_there_is_one_try_and_a_longer_wait(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    wait_out()
    try_once(SLOW, 1)
    with pytest.raises(TooMany) as refused:
        try_once(SLOW, 1)
    assert refused.value.wait == 120


def test_others_do_not_wait(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    try_once(SLOW, 2)
    assert Brake.objects.count() == 2


def test_the_right_person_is_forgiven(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    forgive(SLOW, 1)
    try_once(SLOW, 1)
    assert Brake.objects.get().count == 1


def test_one_try_is_taken_back_and_the_failures_before_it_stand(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    take_back(SLOW, 1)
    assert (Brake.objects.get().count, Brake.objects.get().until) == (2, None)
    take_back(SLOW, "nobody")


def test_a_quiet_day_makes_it_good(db: None) -> None:
    for _ in range(3):
        try_once(SLOW, 1)
    Brake.objects.update(until=None, at=timezone.now() - timedelta(days=2))
    try_once(SLOW, 1)
    assert Brake.objects.get().count == 1
    Brake.objects.update(at=timezone.now() - timedelta(days=2))
    assert forget_old_limits() == 1


@at_once
def test_tries_at_the_same_moment_are_not_all_free() -> None:
    def one(_number: int) -> bool:
        try:
            try_once(SLOW, "at once")
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(40))) == 3
