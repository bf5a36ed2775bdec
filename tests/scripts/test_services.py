"""PostgreSQL and Redis of one's own: they answer, they want their passwords, and they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from config.env import BASE

pytestmark = pytest.mark.needs("postgresql", "redis")


def services(what: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/services.py", what, "--folder", str(folder)]
    return subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False, timeout=60)


def test_started_they_answer_and_stopped_they_are_gone(tmp_path: Path) -> None:
    assert services("env", tmp_path).returncode == 1
    begun = services("start", tmp_path)
    try:
        assert begun.returncode == 0, begun.stderr
        assert services("env", tmp_path).stdout == begun.stdout
        assert services("start", tmp_path).stdout == begun.stdout
        state = json.loads((tmp_path / "state.json").read_text(encoding="utf-8"))
        database, store = state["env"]["KOEPUEROE_DATABASE_URL"], state["env"]["KOEPUEROE_REDIS_URL"]
        with psycopg.connect(database) as line:
            assert line.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        client = redis.from_url(store)
        assert client.ping()
        client.close()
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(database.replace(database.split(":")[2].split("@")[0], "wrong"))
        stranger = redis.from_url(store.replace(store.split(":")[2].split("@")[0], "wrong"))
        with stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
    finally:
        stopped = services("stop", tmp_path)
    assert stopped.returncode == 0, stopped.stderr
    assert not Path(state["home"]).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database)
    assert services("stop", tmp_path).returncode == 0


def test_another_program_under_a_kept_id_is_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        kept = {
            "home": str(home),
            "env": {},
            "processes": [{"name": "redis", "pid": bystander.pid, "program": "redis-server"}],
        }
        (tmp_path / "state.json").write_text(json.dumps(kept), encoding="utf-8")
        assert services("stop", tmp_path).returncode == 0
        assert bystander.poll() is None
        os.kill(bystander.pid, 9)
