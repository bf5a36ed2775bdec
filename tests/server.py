"""A real server on a copy of a prepared database: started, killed and started again like in life."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from scripts.services import free_port

BASE = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, str(BASE / "manage.py")]
PATIENCE = 60.0
# Known to everybody who reads this, so for servers of tests alone; else as good as one at random.
KEY = "vJ7q-Wm2Zt_xR8pLcY4dHnK0sBfUe6GaTo1iXkN3jQyMzEhVw5rDgPlS9bCu"


def environment(data: Path, database_url: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KOEPUEROE_", "DJANGO_"))}
    found = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings.small",
        "KOEPUEROE_DATA": str(data),
        "KOEPUEROE_DEMO": "yes",
        "KOEPUEROE_SECRET_KEY": KEY,
    }
    if database_url:
        found["KOEPUEROE_DATABASE_URL"] = database_url
        found["KOEPUEROE_REDIS_URL"] = os.environ.get("KOEPUEROE_REDIS_URL", "")
    return found


def manage(env: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [*MANAGE, *command], check=False, env=env, cwd=BASE, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Server:
    """`url` stays the same over restarts. `log` is what it printed."""

    def __init__(self, data: Path, database_url: str = "") -> None:
        self.data, self.database_url = data, database_url
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {**environment(data, database_url), "KOEPUEROE_SITE_URL": self.url}
        self.log = data / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [*MANAGE, "serve", "--port", str(self.port)], env=self.env, cwd=BASE, stdout=out, stderr=out
            )
        self._wait()
        return self

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no handler runs and nothing is cleaned up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        self.kill()
        self.start()

    def run(self, code: str) -> str:
        """Python with Django, in a process of its own; what it printed."""
        return manage(self.env, "shell", "--no-imports", "-c", code).strip()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read the database beside the server; %s stands for a value."""
        if self.database_url:
            with psycopg.connect(self.database_url) as there:
                return there.execute(sql, values).fetchall()  # type: ignore[call-overload, no-any-return]
        with sqlite3.connect(self.data / "db.sqlite3", timeout=20) as here:
            return here.execute(sql.replace("%s", "?"), values).fetchall()

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
        self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self._process is not None
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8", errors="replace")[-4000:]
            try:
                with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the server did not come up: " + self.log.read_text(errors="replace")[-4000:])


def on_server(database_url: str, sql: str) -> list[tuple[Any, ...]]:
    """A statement beside all databases of a PostgreSQL server (create, drop), and its rows."""
    parts = urlsplit(database_url)
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as there:
        done = there.execute(sql)  # type: ignore[call-overload]
        return done.fetchall() if done.description else []


def named(database_url: str, name: str) -> str:
    return urlsplit(database_url)._replace(path=f"/{name}").geturl()
