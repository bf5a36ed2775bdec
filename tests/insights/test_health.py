import time

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from core.server.serving import draining
from insights.queries import readiness


@pytest.fixture(autouse=True)
def _unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_seen_migrated", [])


def test_healthz_touches_nothing(client: Client) -> None:
    page = client.get("/healthz")
    assert (page.status_code, page.content) == (200, b"ok")
    assert page.cookies == {}


@pytest.mark.django_db(transaction=True)
def test_ready(client: Client) -> None:
    page = client.get("/readyz")
    assert (page.status_code, page.json()["missing"]) == (200, [])


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_is_not_ready(client: Client) -> None:
    recorder = MigrationRecorder(connection)
    newest = max(name for app, name in recorder.applied_migrations() if app == "accounts")
    recorder.record_unapplied("accounts", newest)
    try:
        page = client.get("/readyz")
    finally:
        recorder.record_applied("accounts", newest)
    assert (page.status_code, page.json()["missing"]) == (503, ["database"])


def test_a_server_that_stops_is_not_ready(client: Client) -> None:
    draining.set()
    try:
        page = client.get("/readyz")
    finally:
        draining.clear()
    assert (page.status_code, page.json()["missing"]) == (503, ["stopping"])


def test_a_silent_database_is_told_within_a_second(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_database", _silent)
    began = time.monotonic()
    page = client.get("/readyz")
    assert (page.status_code, page.json()["missing"]) == (503, ["database"])
    assert time.monotonic() - began < 1


@pytest.mark.django_db(transaction=True)
def test_without_redis_it_is_degraded(client: Client, settings: object) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]
    page = client.get("/readyz")
    assert (page.status_code, page.json()) == (200, {"status": "degraded", "missing": [], "degraded": ["redis"]})


def _silent() -> bool:
    time.sleep(1.2)
    return True
