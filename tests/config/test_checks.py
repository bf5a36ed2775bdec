"""Each wrong set-up of the operations page, started as a process: it ends by itself and says which variable is wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.checks import is_public
from config.env import BASE
from config.weak_secrets import why_weak
from core.server.startup_checks import EXIT
from tests.server import KEY, MANAGE

# Each start brings its own environment: the database of the round has no part in it.
pytestmark = pytest.mark.only("sqlite")
PROD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "KOEPUEROE_SECRET_KEY": KEY,
    "KOEPUEROE_HOSTS": "twins.school.kg",
    "KOEPUEROE_SITE_URL": "https://twins.school.kg",
    "KOEPUEROE_DATABASE_URL": "postgres://a:b@127.0.0.1:1/c",
    "KOEPUEROE_REDIS_URL": "redis://127.0.0.1:1/0",
    "KOEPUEROE_EMAIL_URL": "smtp://127.0.0.1:25",
    "KOEPUEROE_PROXY_COUNT": "1",
}
# One district: a small installation that strangers reach.
DISTRICT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.small",
    "KOEPUEROE_HOSTS": "twins.school.kg",
    "KOEPUEROE_SITE_URL": "https://twins.school.kg",
    "KOEPUEROE_EMAIL_URL": "smtp://127.0.0.1:25",
    "KOEPUEROE_PROXY_COUNT": "1",
}
SMALL = {"DJANGO_SETTINGS_MODULE": "config.settings.small"}
DEV = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}

SERVERS = {
    "serve": [*MANAGE, "serve", "--port", "0"],
    "sockets": [*MANAGE, "sockets", "--port", "0"],
    "worker": [*MANAGE, "worker"],
    "check": [*MANAGE, "check"],
    "gunicorn": [
        *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py", "--worker-tmp-dir", "/tmp"),
        *("--bind", "127.0.0.1:0", "--workers", "1", "config.wsgi:application"),
    ],
}


def started(data: Path, server: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Must end by itself: a server that begins to serve runs into the time limit, and the test fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KOEPUEROE_", "DJANGO_"))}
    given = {name: value for name, value in variables.items() if value}
    return subprocess.run(
        SERVERS[server],
        env={**kept, "PYTHONPATH": str(data), "KOEPUEROE_DATA": str(data / "data"), **given},
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def refused(data: Path, server: str, variables: dict[str, str], named: str, code: int = EXIT) -> None:
    done = started(data, server, variables)
    assert done.returncode == code, done.stdout + done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr


# What the environment says: no process of any kind gets beyond the settings.

WRONG = [
    (PROD, "KOEPUEROE_SECRET_KEY", "abc"),
    (PROD, "KOEPUEROE_SECRET_KEY", ""),
    (PROD, "KOEPUEROE_SECRET_KEY", "k" * 60),
    (PROD, "KOEPUEROE_SECRET_KEY", "abcdefghijkl" * 6),
    (PROD, "KOEPUEROE_SECRET_KEY", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (PROD, "KOEPUEROE_SECRET_KEY", "django-insecure-" + KEY),
    (PROD, "KOEPUEROE_HOSTS", "*"),
    (PROD, "KOEPUEROE_HOSTS", "twins.school.kg,*"),
    (PROD, "KOEPUEROE_HOSTS", ".school.kg"),
    (PROD, "KOEPUEROE_HOSTS", "https://twins.school.kg"),
    (PROD, "KOEPUEROE_HOSTS", "twins.school.kg:443"),
    (PROD, "KOEPUEROE_HOSTS", ""),
    (PROD, "KOEPUEROE_HOSTS", "koepueroe.example.org"),
    (PROD, "KOEPUEROE_SITE_URL", "http://twins.school.kg"),
    (PROD, "KOEPUEROE_SITE_URL", "twins.school.kg"),
    (PROD, "KOEPUEROE_SITE_URL", "https://elsewhere.school.kg"),
    (PROD, "KOEPUEROE_SITE_URL", "https://twins.school.kg/site"),
    (PROD, "KOEPUEROE_SITE_URL", ""),
    (PROD, "KOEPUEROE_DATABASE_URL", ""),
    (PROD, "KOEPUEROE_DATABASE_URL", "sqlite:///db.sqlite3"),
    (PROD, "KOEPUEROE_DATABASE_URL", "postgres://user:password@host:5432/name"),
    (PROD, "KOEPUEROE_REDIS_URL", ""),
    (PROD, "KOEPUEROE_REDIS_URL", "memory://"),
    (PROD, "KOEPUEROE_REDIS_URL", "redis://:password@host:6379/0"),
    (PROD, "KOEPUEROE_EMAIL_URL", ""),
    (PROD, "KOEPUEROE_EMAIL_URL", "console"),
    (PROD, "KOEPUEROE_EMAIL_URL", "smtp://user:password@host:587"),
    (PROD, "KOEPUEROE_FROM_EMAIL", "koepueroe@example.org"),
    (PROD, "KOEPUEROE_FROM_EMAIL", "the school"),
    (PROD, "KOEPUEROE_PROXY_COUNT", ""),
    (PROD, "KOEPUEROE_PROXY_COUNT", "0"),
    (PROD, "KOEPUEROE_DEMO", "yes"),
    (DISTRICT, "KOEPUEROE_SECRET_KEY", "abc"),
    (DISTRICT, "KOEPUEROE_HOSTS", "*"),
    (DISTRICT, "KOEPUEROE_SITE_URL", "http://twins.school.kg"),
    (DISTRICT, "KOEPUEROE_SITE_URL", ""),
    (DISTRICT, "KOEPUEROE_EMAIL_URL", ""),
    (DISTRICT, "KOEPUEROE_PROXY_COUNT", ""),
    (SMALL, "KOEPUEROE_SECRET_KEY", "abc"),
    (SMALL, "KOEPUEROE_REDIS_URL", "memory"),
    (DEV, "KOEPUEROE_HOSTS", "twins.school.kg"),
    (DEV, "KOEPUEROE_HOSTS", "*"),
]


@pytest.mark.parametrize(("setup", "name", "value"), WRONG)
def test_a_wrong_variable_ends_the_start(tmp_path: Path, setup: dict[str, str], name: str, value: str) -> None:
    refused(tmp_path, "check", {**setup, name: value}, name)


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_refuses(tmp_path: Path, server: str) -> None:
    refused(tmp_path, server, {**PROD, "KOEPUEROE_SECRET_KEY": "abc"}, "KOEPUEROE_SECRET_KEY")


def test_gunicorn_without_our_file_refuses_too(tmp_path: Path) -> None:
    SERVERS["bare"] = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "config.wsgi:application"]
    done = started(tmp_path, "bare", {**PROD, "KOEPUEROE_SECRET_KEY": "abc"})
    assert done.returncode != 0
    assert "KOEPUEROE_SECRET_KEY is too short" in done.stderr


def test_good_setups_pass(tmp_path: Path) -> None:
    for setup in (PROD, DISTRICT, SMALL, DEV, {**SMALL, "KOEPUEROE_HOSTS": "192.168.1.20"}):
        done = started(tmp_path, "check", setup)
        assert done.returncode == 0, done.stderr


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    done = started(tmp_path, "check", {**DISTRICT, "KOEPUEROE_PROXY_COUNT": "", "KOEPUEROE_EMAIL_URL": ""})
    assert {"KOEPUEROE_PROXY_COUNT", "KOEPUEROE_EMAIL_URL"} <= set(re.findall(r"KOEPUEROE_\w+", done.stderr))


# What a settings module of one's own changes after ours.

CHANGED = {
    "tasks": 'TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}',
    "layer": 'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}',
    "cache": 'CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}',
    "mail": 'MAIL_CARRIER = "django.core.mail.backends.console.EmailBackend"',
    "database": "from config.env import sqlite\nDATABASES = {'default': sqlite(ENV.data / 'db.sqlite3')}",
    "debug": "DEBUG = True",
    "demo": 'INSTALLED_APPS = [*INSTALLED_APPS, "demo"]',
}
SAID = {
    "tasks": "TASKS['default'] does tasks at once",
    "layer": "CHANNEL_LAYERS in memory",
    "cache": "CACHES in the memory",
    "mail": "KOEPUEROE_EMAIL_URL must name a mail server",
    "database": "KOEPUEROE_DATABASE_URL must name PostgreSQL",
    "debug": "DEBUG is on",
    "demo": "KOEPUEROE_DEMO cannot be on",
}


@pytest.mark.parametrize("what", CHANGED)
def test_settings_of_ones_own_are_judged_too(tmp_path: Path, what: str) -> None:
    (tmp_path / "ours.py").write_text(f"from config.settings.prod import *\n{CHANGED[what]}\n", encoding="utf-8")
    for server, code in {"check": 1, "gunicorn": EXIT, "worker": 1}.items():
        refused(tmp_path, server, {**PROD, "DJANGO_SETTINGS_MODULE": "ours"}, SAID[what], code)


# Several processes with what only one can hold.


@pytest.mark.parametrize("server", ["gunicorn", "sockets", "worker"])
def test_the_small_setup_serves_in_one_process_alone(tmp_path: Path, server: str) -> None:
    done = started(tmp_path, server, SMALL)
    assert done.returncode == EXIT, done.stdout + done.stderr
    assert "KOEPUEROE_REDIS_URL" in done.stderr
    assert "KOEPUEROE_DATABASE_URL" in done.stderr


def test_sockets_of_a_second_server_in_memory_are_refused(tmp_path: Path) -> None:
    """Whatever loads the entry point beside the server that holds the lock."""
    code = (
        "import sys; from pathlib import Path; from core.server import data_folder_lock; data_folder_lock.take(Path(sys.argv[1])); import subprocess;"
        "sys.exit(subprocess.run([sys.executable, '-c', 'import config.asgi']).returncode)"
    )
    data = tmp_path / "data"
    data.mkdir()
    env = {**os.environ, **SMALL, "KOEPUEROE_DATA": str(data), "KOEPUEROE_REDIS_URL": "", "KOEPUEROE_DATABASE_URL": ""}
    command = [sys.executable, "-c", code, str(data)]
    done = subprocess.run(command, env=env, cwd=BASE, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "CHANNEL_LAYERS in memory" in done.stderr


# Parts


def test_each_value_of_the_example_is_a_placeholder_for_the_check(tmp_path: Path) -> None:
    example = (BASE / ".env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^(KOEPUEROE_\w+)=(.+)$", example, re.MULTILINE))
    assert len(given) == 3
    for name, value in given.items():
        refused(tmp_path, "check", {**PROD, name: value}, f"{name} still says")


@pytest.mark.parametrize(
    "key", [KEY, "".join(f"{ord(letter):02x}" for letter in KEY), "83056719427716250394492881305760391752482261907354"]
)
def test_what_was_drawn_at_random_is_no_weak_secret(key: str) -> None:
    assert why_weak(key) == ""


def test_a_public_host_is_one_that_strangers_reach() -> None:
    local = ["localhost", "127.0.0.1", "[::1]", "192.168.0.7", "10.1.2.3", "site.localhost"]
    public = ["twins.school.kg", "*", ".kg", "8.8.8.8", "[2a00::1]"]
    assert (list(map(is_public, local)), list(map(is_public, public))) == ([False] * 6, [True] * 5)
