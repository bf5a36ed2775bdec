"""The kept number: who is named is counted anew, at once or by the task, and an older count never wins."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from accounts.models import User
from community.actions.duties.today_numbers import AGED, AT_ONCE, correct_numbers
from core import today_numbers
from core.audit import record
from core.models import OutboxRow, TodayChange, TodayNumber
from core.registry import TodayItem
from core.today_numbers import OWN_TURN, Count, counted, recount, recount_waiting, today_changed

TODAY = "/en/accounts/home/"
Make = Callable[..., User]
Commit = Callable[..., Any]


class Waiting:
    """What waits for everybody in these tests; `between` happens while it is being counted."""

    def __init__(self) -> None:
        self.items: list[TodayItem] = []
        self.between: Callable[[], object] = lambda: None
        self.asked: list[str] = []

    def __call__(self, user: User) -> list[TodayItem]:
        self.asked.append(user.email)
        found = list(self.items)
        self.between()
        return found

    def have(self, number: int, desk: int = 0) -> None:
        self.items = [TodayItem("x", "/", count=number - desk), TodayItem("y", "/", count=desk, desk=True)]


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    found = Waiting()
    monkeypatch.setattr(today_numbers, "today_for", found)
    return found


@pytest.fixture
def aida(make_user: Make) -> User:
    return make_user("Aida")


@pytest.fixture
def kadri(make_user: Make) -> User:
    return make_user("Kadri")


def kept(user: User) -> tuple[int, int] | None:
    return TodayNumber.objects.filter(user=user).values_list("number", "desk").first()


def told(user: User) -> list[dict[str, Any]]:
    rows = OutboxRow.objects.filter(topic=f"notices:{user.code}", kind="today").order_by("pk")
    return list(rows.values_list("data", flat=True))


def test_a_pile_counts_whole_and_a_row_that_another_counts_does_not() -> None:
    items = [TodayItem("a", "/"), TodayItem("b", "/", count=0), TodayItem("c", "/", count=4, desk=True)]
    assert Count.of(items) == Count(5, 4)
    assert Count.of([]) == Count(0, 0)


def test_only_those_who_are_named_are_counted_and_told_where_it_changed(
    waiting: Waiting, aida: User, kadri: User
) -> None:
    waiting.have(3, desk=1)
    today_changed([aida, aida])
    assert TodayChange.objects.count() == 1
    assert recount_waiting() == 1
    assert (kept(aida), kept(kadri), told(aida)) == ((3, 1), None, [{"today": 3, "desk": 1, "version": 1}])
    today_changed(User.objects.filter(pk=aida.pk))
    recount_waiting()
    assert len(told(aida)) == 1
    waiting.have(2, desk=1)
    today_changed([aida])
    recount_waiting()
    assert told(aida)[1:] == [{"today": 2, "desk": 1, "version": 3}]
    assert not TodayChange.objects.exists()


def test_it_is_true_with_the_deed_or_not_at_all(
    waiting: Waiting, aida: User, django_capture_on_commit_callbacks: Commit
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        today_changed([aida], by=aida)
        _ = 1 / 0
    assert not TodayChange.objects.exists()


def test_who_acts_is_counted_at_once_and_all_others_by_one_task(
    waiting: Waiting,
    aida: User,
    kadri: User,
    django_capture_on_commit_callbacks: Commit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(today_numbers, "_ringers", [lambda: rung.append("ring")])
    waiting.have(1)
    with django_capture_on_commit_callbacks(execute=True):
        for _many in range(5):
            record("test.done", aida, by=aida, concerns=[kadri, None])
    assert waiting.asked == [aida.email]
    assert (kept(aida), kept(kadri), rung) == ((1, 0), None, ["ring"])
    with django_capture_on_commit_callbacks(execute=True):
        record("test.done", aida, by=aida)
        record("test.done", aida, by=None)
    assert rung == ["ring"]


def test_what_is_said_within_a_part_that_is_undone_rings_no_less(
    waiting: Waiting, aida: User, django_capture_on_commit_callbacks: Commit
) -> None:
    """A savepoint takes its callbacks along."""
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            today_changed([aida])
            _ = 1 / 0
        today_changed([aida])
    assert kept(aida) == (0, 0)


def test_an_older_count_never_writes_over_a_newer(waiting: Waiting, aida: User) -> None:
    """While the first counts one matter, a second comes and is counted by somebody else."""
    waiting.have(1)

    def another() -> None:
        waiting.between = lambda: None
        waiting.have(2)
        today_changed([aida])
        recount_waiting()

    for _both in ("no row yet", "a row"):
        waiting.have(1)
        waiting.between = another
        today_changed([aida])
        recount_waiting()
        assert kept(aida) == (2, 0)
        assert not TodayChange.objects.exists()


def test_who_is_always_too_late_is_left_for_later(waiting: Waiting, aida: User) -> None:
    def meanwhile() -> None:
        if not TodayNumber.objects.filter(user=aida).update(version=F("version") + 1):
            TodayNumber.objects.create(user=aida)

    waiting.between = meanwhile
    today_changed([aida])
    assert recount_waiting() == 0
    assert TodayChange.objects.count() == 1


def test_a_change_that_comes_while_it_is_counted_is_counted_after(waiting: Waiting, aida: User) -> None:
    waiting.have(1)

    def meanwhile() -> None:
        waiting.between = lambda: None
        waiting.have(2)
        today_changed([aida])

    waiting.between = meanwhile
    today_changed([aida])
    recount_waiting()
    assert kept(aida) == (2, 0)


def test_one_who_cannot_be_counted_holds_up_nobody(
    waiting: Waiting, aida: User, kadri: User, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        if waiting.asked[-1] == aida.email:
            _ = 1 / 0

    waiting.have(1)
    waiting.between = broken
    today_changed([aida, kadri])
    with caplog.at_level(logging.ERROR):
        recount_waiting()
    assert (kept(aida), kept(kadri)) == (None, (1, 0))
    assert [str(aida.pk) in line.getMessage() for line in caplog.records] == [True]
    assert not TodayChange.objects.exists()


def test_who_is_gone_is_not_counted(waiting: Waiting, aida: User, kadri: User) -> None:
    today_changed([aida, kadri])
    User.objects.filter(pk=kadri.pk).update(is_active=False)
    TodayChange.objects.create(user_id=987_654)
    recount_waiting()
    assert (waiting.asked, TodayChange.objects.count()) == ([aida.email], 0)
    assert not recount(987_654) or kept(aida) is not None


def test_by_the_clock_of_the_person(waiting: Waiting, make_user: Make) -> None:
    zones: list[str] = []
    waiting.between = lambda: zones.append(timezone.get_current_timezone_name())
    for zone in ("Pacific/Auckland", "America/Lima"):
        recount(make_user(time_zone=zone).pk)
    assert zones == ["Pacific/Auckland", "America/Lima"]


def test_today_keeps_what_it_shows(waiting: Waiting, aida: User, signed_in: Callable[[User], Client]) -> None:
    waiting.have(4)
    client = signed_in(aida)
    assert 'data-count="today"><span' in _joined(client.get(TODAY).text)
    assert kept(aida) == (4, 0)
    counted_at = TodayNumber.objects.get().counted_at
    client.get(TODAY)
    assert TodayNumber.objects.get().counted_at == counted_at
    waiting.have(5)
    assert len(counted(aida)) == 2
    assert (kept(aida), len(told(aida))) == ((5, 0), 2)


def _joined(html: str) -> str:
    return "".join(html.split("\n")).replace("  ", "")


def test_housekeeping_counts_those_who_may_have_a_page_open(
    waiting: Waiting, aida: User, kadri: User, make_user: Make, django_capture_on_commit_callbacks: Commit
) -> None:
    """Not who was counted lately, nor who has not been here for long."""
    now = timezone.now()
    away, fresh, gone = make_user("Away"), make_user("Fresh"), make_user("Gone")
    User.objects.filter(pk__in=[aida.pk, kadri.pk, fresh.pk, gone.pk]).update(last_login=now)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=away.pk).update(last_login=now - timedelta(days=15))
    for person in (kadri, fresh, away):
        recount(person.pk)
    TodayNumber.objects.filter(user=kadri).update(counted_at=now - AGED - timedelta(minutes=1))
    waiting.asked.clear()
    waiting.have(1)
    with django_capture_on_commit_callbacks(execute=True):
        correct_numbers()
    assert waiting.asked == [aida.email, kadri.email]
    with django_capture_on_commit_callbacks(execute=True):
        correct_numbers()
    assert len(waiting.asked) == 2


def test_housekeeping_names_some_at_a_time_and_nobody_twice(
    waiting: Waiting, django_assert_num_queries: Any, db: None
) -> None:
    people = [User(email=f"p{n}@example.org", password="x", last_login=timezone.now()) for n in range(AT_ONCE + 5)]
    User.objects.bulk_create(people)
    with django_assert_num_queries(3):  # who, their marks, what was left over
        correct_numbers()
    assert TodayChange.objects.count() == AT_ONCE
    correct_numbers()
    correct_numbers()
    assert TodayChange.objects.count() == AT_ONCE + 5


def test_what_a_crash_left_is_counted_by_housekeeping(
    waiting: Waiting, aida: User, django_capture_on_commit_callbacks: Commit
) -> None:
    today_changed([aida])
    correct_numbers()
    assert kept(aida) is None
    TodayChange.objects.update(at=timezone.now() - OWN_TURN - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        correct_numbers()
    assert kept(aida) == (0, 0)


def test_a_mark_costs_one_query_however_many_are_named(aida: User, kadri: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        today_changed([aida, kadri, None], by=aida)
    with django_assert_num_queries(0):
        today_changed([], by=None)
