import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.models import KeptEntry, LimitCount, OutboxRow
from core.server.expired_rows import forget_sessions, forget_tasks
from core.server.housekeeping import HouseKeeper


@pytest.mark.django_db(transaction=True)
def test_the_house_is_kept_beside_the_server() -> None:
    old = timezone.now() - timedelta(days=30)
    row = OutboxRow.objects.create(topic="rooms:x", kind="message", data={})
    OutboxRow.objects.filter(pk=row.pk).update(created_at=old)
    sent = OutboxRow.objects.create(topic="rooms:x", kind="message", data={}, sent_at=old)
    LimitCount.objects.create(key="a", window=old)
    KeptEntry.objects.create(browser="b", account="a", path="/", data={}, expires_at=old)
    keeper = HouseKeeper(relay_every=0.05)
    keeper.start()
    for _try in range(100):
        row.refresh_from_db()
        if row.sent_at and not LimitCount.objects.exists():
            break
        time.sleep(0.05)
    keeper.stop()
    assert row.sent_at is not None
    assert OutboxRow.objects.filter(pk=sent.pk).exists() is False
    assert (LimitCount.objects.count(), KeptEntry.objects.count()) == (0, 0)
    assert keeper.is_alive() is False


@pytest.mark.django_db
def test_sessions_that_ended_and_tasks_long_done_go() -> None:
    now = timezone.now()
    for key, ends in (("old", now - timedelta(hours=1)), ("new", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for status, days in (("SUCCESSFUL", 15), ("FAILED", 15), ("SUCCESSFUL", 13), ("READY", 15), ("RUNNING", 15)):
        done = now - timedelta(days=days) if status in {"SUCCESSFUL", "FAILED"} else None
        DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="x",
            backend_name="default",
            run_after=now,
            finished_at=done,
        )
    forget_sessions()
    assert forget_tasks() == 2
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "RUNNING", "SUCCESSFUL"]
