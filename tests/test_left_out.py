"""What cannot run is said; with CI=true it is a failure. pytest is run within pytest, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import BASE

INNER = """
import pytest

@pytest.mark.needs("redis")
def test_with_a_service(): pass

@pytest.mark.only("postgresql")
def test_of_the_other_round(): pass

def test_of_always(): pass
"""


def inner(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_inner.py").write_text(INNER, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "TEST_ROUNDS"}}
    kept |= {"KOEPUEROE_DATABASE_URL": "", "KOEPUEROE_REDIS_URL": "", **environment}
    options = [
        "-p",
        "tests.left_out",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(folder),
        "-c",
        str(BASE / "pyproject.toml"),
    ]
    command = [sys.executable, "-m", "pytest", *options, str(folder)]
    return subprocess.run(command, cwd=BASE, env=kept, capture_output=True, text=True, check=False, timeout=60)


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    done = inner(tmp_path, PATH="/nowhere")
    assert done.returncode == 0, done.stdout
    assert "left out: no Redis (apt install redis-server) - 1 test" in done.stdout
    assert "every test on PostgreSQL and Redis too" in done.stdout
    assert "1 passed, 2 skipped" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"CI": "true", "PATH": "/nowhere", "TEST_ROUNDS": "both"}, 1),
        ({"CI": "true", "TEST_ROUNDS": ""}, 1),
    ],
)
def test_with_ci_nothing_may_be_left_out(tmp_path: Path, environment: dict[str, str], code: int) -> None:
    done = inner(tmp_path, **environment)
    assert (done.returncode, "CI=true and tests were left out" in done.stdout) == (code, True), done.stdout


@pytest.mark.needs("redis")
def test_with_ci_the_other_round_may_wait(tmp_path: Path) -> None:
    done = inner(tmp_path, CI="true", TEST_ROUNDS="both")
    assert (done.returncode, "other round: postgresql - 1 test" in done.stdout) == (0, True), done.stdout


def test_what_asks_no_database_is_done_in_one_round() -> None:
    """The database of the other round is not there, and nobody looks for it."""
    other = {"KOEPUEROE_DATABASE_URL": "postgres://a:b@127.0.0.1:1/c", "TEST_ROUNDS": "both"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/core/text/test_cleaning.py"]
    done = subprocess.run(
        command, cwd=BASE, env={**os.environ, **other}, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "other round: sqlite" in done.stdout, " passed" in done.stdout) == (0, True, False)
