"""What a newcomer reads where Python is too old or Debian has split it."""

import subprocess
import sys

import pytest

from config.env import BASE

OLD = "import sys; sys.version_info = (3, 9, 2, 'final', 0)"
SPLIT = (
    "import importlib.util as u; found = u.find_spec; "
    "u.find_spec = lambda name, *more: None if name == 'ensurepip' else found(name, *more)"
)


@pytest.mark.parametrize(
    ("before", "code", "sentence"),
    [
        ("", 0, ""),
        (OLD, 1, "needs Python 3.11 or later"),
        (SPLIT, 1, "apt install python3-venv"),
    ],
)
def test_the_sentence_names_what_to_do(before: str, code: int, sentence: str) -> None:
    program = f"{before}\nimport runpy; runpy.run_path('scripts/check_python.py', run_name='__main__')"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)
    assert (done.returncode, sentence in done.stderr) == (code, True)
