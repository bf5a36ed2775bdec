"""Checks of the services that this server needs. Each runs in a thread, so the answer comes within PATIENCE seconds."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache
from typing import Any, Final

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.server.serving import draining

PATIENCE: Final = 0.8
OPTIONAL: Final = frozenset({"redis", "elasticsearch"})  # without them the site still serves
_asking = ThreadPoolExecutor(max_workers=4, thread_name_prefix="ready")


def readiness() -> tuple[list[str], list[str]]:
    """(what is missing, what is degraded); both empty where all is well."""
    if draining.is_set():
        return ["stopping"], []
    asked = {name: _asking.submit(ask) for name, ask in _questions().items()}
    wait(asked.values(), timeout=PATIENCE)
    silent = [name for name, answer in asked.items() if not _holds(answer)]
    return [name for name in silent if name not in OPTIONAL], [name for name in silent if name in OPTIONAL]


def _questions() -> dict[str, Callable[[], bool]]:
    questions: dict[str, Callable[[], bool]] = {"database": _database}
    if settings.REDIS_URL:
        questions["redis"] = _redis
    if settings.ELASTICSEARCH_URL:
        questions["elasticsearch"] = _elasticsearch
    return questions


def _holds(answer: Future[bool]) -> bool:
    return answer.done() and answer.exception() is None and answer.result()


def _database() -> bool:
    """Reachable, and every migration of this release applied."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _migrated()
    finally:
        connection.close()


_seen_migrated: list[bool] = []


def _migrated() -> bool:
    """Cached once it is true: an older release never reverses migrations."""
    if not _seen_migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _seen_migrated.append(True)
    return True


def _redis() -> bool:
    return bool(_client(settings.REDIS_URL).ping())


def _elasticsearch() -> bool:
    """It answers, and can read what it holds."""
    return bool(_cluster(settings.ELASTICSEARCH_URL).cluster.health()["status"] != "red")


@lru_cache(maxsize=1)
def _cluster(url: str) -> Any:
    from elasticsearch import Elasticsearch  # noqa: PLC0415 - a large library, for those who use it

    return Elasticsearch(url, request_timeout=PATIENCE / 2, max_retries=0, retry_on_timeout=False)


@lru_cache(maxsize=1)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=PATIENCE / 2, socket_connect_timeout=PATIENCE / 2)
