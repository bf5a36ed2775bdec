"""Where tools keep their caches when the account has no home."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.server import BASE

SHOW = "show:; @echo $$HOME $$XDG_CACHE_HOME"


def shown(**variables: str) -> list[str]:
    done = subprocess.run(
        ["make", "--silent", f"--eval={SHOW}", "show"],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=BASE,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("home", [{}, {"HOME": ""}, {"HOME": "/nonexistent"}, {"HOME": "/proc/version"}])
def test_without_a_home_caches_lie_in_var(home: dict[str, str]) -> None:
    assert shown(**home) == [str(BASE / "var" / "home"), str(BASE / "var" / "cache")]
    assert (BASE / "var" / "cache").is_dir()


def test_a_home_that_can_be_written_to_stays(tmp_path: Path) -> None:
    assert shown(HOME=str(tmp_path)) == [str(tmp_path)]
