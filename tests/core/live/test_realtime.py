"""The hub, the doorbell and the outbox."""

import asyncio
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from core.live import outbox, realtime
from core.live.hub import Frame, Hub
from core.live.realtime import enter_hub, in_database, publish_rows, session_mark
from core.models import OutboxRow

BASE = Path(__file__).resolve().parents[3]


class Ear:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def push(self, frame: Frame) -> None:
        self.heard.append((frame.topic, frame.seq))

    def control(self, kind: str, data: dict[str, Any]) -> None:
        self.heard.append((kind, data))


def row(topic: str = "room:a", seq: int = 1) -> OutboxRow:
    return OutboxRow(topic=topic, kind="message", data={}, seq=seq, epoch="e")


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(realtime, "_here", None)


def test_a_frame_is_encoded_once_and_keeps_its_letters() -> None:
    frame = Frame("room:a", "message", {"text": "Өмүр"}, 3, "e")
    assert frame.text == '{"topic":"room:a","seq":3,"epoch":"e","kind":"message","data":{"text":"Өмүр"}}'
    assert frame.text is frame.text


def test_each_follower_hears_its_topics_and_all_hear_control() -> None:
    hub, one, two = Hub(), Ear(), Ear()
    for ear in (one, two):
        hub.enter(ear)
    hub.follow("room:a", one)
    hub.follow("room:b", two)
    hub.deliver(
        [Frame("room:a", "message", seq=1), Frame("room:b", "message", seq=2), Frame("control", "end", {"x": 1})]
    )
    assert one.heard == [("room:a", 1), ("end", {"x": 1})]
    assert two.heard == [("room:b", 2), ("end", {"x": 1})]


def test_who_went_hears_nothing() -> None:
    hub, one = Hub(), Ear()
    hub.enter(one)
    hub.follow("room:a", one)
    hub.exit(one)
    hub.deliver([Frame("room:a", "message"), Frame("control", "end")])
    assert (one.heard, hub._topics) == ([], {})


async def test_a_thread_reaches_the_loop() -> None:
    ear = Ear()
    hub = enter_hub()
    hub.enter(ear)
    hub.follow("room:a", ear)
    await asyncio.to_thread(publish_rows, [row(seq=1), row(seq=2)])
    await asyncio.sleep(0.05)
    assert ear.heard == [("room:a", 1), ("room:a", 2)]


@pytest.mark.django_db
async def test_work_beside_the_loop_runs_in_its_own_thread() -> None:
    assert (await in_database(lambda: threading.current_thread().name)()).startswith("sockets")


def test_a_session_is_named_without_its_key() -> None:
    assert session_mark("abc") == session_mark("abc")
    assert session_mark("abc") != session_mark("abd")
    assert "abc" not in session_mark("abc")


@pytest.mark.django_db
def test_news_is_told_only_after_the_commit(
    no_hub: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[str] = []

    def ring(rows: list[OutboxRow]) -> bool:
        rung.extend(r.kind for r in rows)
        return True

    monkeypatch.setattr(outbox, "publish_rows", ring)
    with django_capture_on_commit_callbacks(execute=True):
        outbox.tell("room:a", "message", {"text": "x"}, seq=4, epoch="e")
        assert rung == []
    assert rung == ["message"]
    found = OutboxRow.objects.get()
    assert (found.seq, found.epoch, found.sent_at is not None) == (4, "e", True)


@pytest.mark.django_db
def test_what_is_rolled_back_is_never_told(no_hub: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(RuntimeError), transaction.atomic():
        outbox.tell("room:a", "message", {})
        raise RuntimeError
    assert (callbacks, OutboxRow.objects.count()) == ([], 0)


def left(minutes: float = 1, **more: Any) -> OutboxRow:
    made = OutboxRow.objects.create(topic="room:a", kind="message", data={}, **more)
    OutboxRow.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(minutes=minutes))
    return made


@pytest.mark.django_db
def test_the_relay_takes_what_nobody_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def ring(rows: list[OutboxRow]) -> bool:
        told.extend(r.seq for r in rows)
        return True

    monkeypatch.setattr(outbox, "publish_rows", ring)
    left(seq=1)
    left(seq=2, sent_at=timezone.now())
    OutboxRow.objects.create(topic="room:a", kind="message", data={}, seq=3)
    assert (outbox.relay_once(), told) == (1, [1])
    assert outbox.relay_once() == 0
    assert list(OutboxRow.objects.filter(sent_at=None).values_list("seq", flat=True)) == [3]


@pytest.mark.django_db
def test_a_bell_out_of_order_breaks_no_write(
    no_hub: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(outbox, "publish_rows", lambda _rows: False)
    monkeypatch.setattr(outbox, "in_memory", lambda: False)
    with django_capture_on_commit_callbacks(execute=True):
        outbox.tell("room:a", "message", {})
    OutboxRow.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert outbox.relay_once() == 1
    assert OutboxRow.objects.get().sent_at is None


@pytest.mark.django_db
def test_old_news_is_forgotten_a_week_after_it_was_sent() -> None:
    now = timezone.now()
    kept = [left(sent_at=now - timedelta(days=6)), left(minutes=60 * 24 * 30)]
    left(sent_at=now - timedelta(days=8))
    assert outbox.forget_old_news() == 1
    assert set(OutboxRow.objects.all()) == set(kept)


REDIS_GONE = "redis://127.0.0.1:1/0"


@pytest.mark.django_db
def test_a_dead_redis_costs_one_try_and_no_error(no_hub: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_GONE, "socket_timeout": None}]},
        }
    }
    monkeypatch.setattr(realtime, "_bell", None)
    made = left()
    assert publish_rows([made]) is False
    begun = timezone.now()
    assert publish_rows([made]) is False
    assert timezone.now() - begun < timedelta(seconds=0.2)
    made.refresh_from_db()
    assert made.sent_at is None


SPEAK = """
import django; django.setup()
from core.models import OutboxRow
from core.live.realtime import publish_rows
row = OutboxRow(topic="room:a", kind="message", data={"text": "Өмүр"}, seq=2, epoch="e")
raise SystemExit(0 if publish_rows([row]) else 1)
"""


@pytest.mark.needs("redis")
def test_two_processes_hear_each_other_over_redis(
    services: dict[str, str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this process says itself it hears once, though Redis brings it back."""
    config = {"hosts": [{"address": services["KOEPUEROE_REDIS_URL"], "socket_timeout": None}], "prefix": "koepueroe"}
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": config}
    }
    for name in ("_bell", "_here"):
        monkeypatch.setattr(realtime, name, None)
    env = {**os.environ, **services, "DJANGO_SETTINGS_MODULE": "config.settings.test"}

    async def listen() -> list[Any]:
        ear, hub = Ear(), enter_hub()
        hub.enter(ear)
        hub.follow("room:a", ear)
        assert await asyncio.to_thread(publish_rows, [row(seq=1)])
        # redis-py 8 ends an idle consumer after five seconds unless it is told not to.
        await asyncio.sleep(8)
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", SPEAK, env=env, cwd=BASE)
        assert await other.wait() == 0
        await asyncio.sleep(1)
        assert realtime._here is not None
        assert realtime._here.ear is not None
        realtime._here.ear.cancel()
        await asyncio.gather(realtime._here.ear, return_exceptions=True)
        return ear.heard

    assert asyncio.run(listen()) == [("room:a", 1), ("room:a", 2)]
