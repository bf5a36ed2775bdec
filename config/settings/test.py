"""For pytest: SQLite and memory, or PostgreSQL and Redis where the environment names them."""

import tempfile
from pathlib import Path

from config.env import sqlite
from config.settings.base import *  # noqa: F403 - settings modules build on each other by star import
from config.settings.base import CACHES, DATABASES, ENV, INSTALLED_APPS

# Tests do much at once and in memory, which nothing that serves may.
SILENCED_SYSTEM_CHECKS = ["koepueroe.E001"]
SECRET_KEY = "for-tests-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
DATA_ROOT = Path(tempfile.gettempdir()) / "koepueroe-tests"
MEDIA_ROOT = DATA_ROOT / "media"
if not ENV.database_url:
    # tests/migrated_database.py lays the file: one in memory would refuse where one in a file waits for another thread.
    DATABASES = {"default": sqlite(":memory:")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
if not ENV.redis_url:
    CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
