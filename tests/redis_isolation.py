"""Processes of pytest-xdist share one Redis: each gets a database and a prefix of its own.

Clearing the cache empties a whole database, and news by Pub/Sub crosses databases.
"""

import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings


def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    settings.ELASTICSEARCH_INDEX = f"tests-{worker or 'alone'}"
    if not worker or not settings.REDIS_URL:
        return
    database = 1 + int(worker.removeprefix("gw"))
    url = urlsplit(settings.REDIS_URL)._replace(path=f"/{database}").geturl()
    # Servers that a test starts read the variable.
    os.environ["KOEPUEROE_REDIS_URL"] = settings.REDIS_URL = url
    settings.CACHES["default"]["LOCATION"] = url
    layer = settings.CHANNEL_LAYERS["default"]["CONFIG"]
    layer["hosts"][0]["address"] = url
    layer["prefix"] = f"koepueroe-{worker}"
