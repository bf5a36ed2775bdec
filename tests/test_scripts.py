"""Scripts that know no page are tested by `node --test`, with the node that Playwright brings along."""

import subprocess
from pathlib import Path

import playwright
import pytest

BASE = Path(__file__).resolve().parents[1]
NODE = Path(playwright.__file__).parent / "driver" / "node"


@pytest.mark.parametrize("path", sorted((BASE / "tests" / "js").glob("*.test.mjs")), ids=lambda path: path.stem)
def test_script(path: Path) -> None:
    done = subprocess.run([NODE, "--test", path], check=False, capture_output=True, text=True, timeout=300, cwd=BASE)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "# pass 0" not in done.stdout
