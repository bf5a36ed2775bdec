"""esbuild reads the scripts: what it warns of, or would rewrite for the promised browsers, is told."""

import sys
from pathlib import Path

import pytest

from scripts.check_pages import TARGET, too_new_in

# Stands for esbuild: rewrites NEW where it writes for browsers, and warns of WRONG.
ESBUILD = f"""#!{sys.executable}
import sys
from pathlib import Path
said = dict(one.removeprefix("--").split("=") for one in sys.argv[1:] if one.startswith("--"))
for name in (one for one in sys.argv[1:] if not one.startswith("--")):
    text = Path(name).read_text()
    if "WRONG" in text:
        sys.exit("WRONG is no script")
    text = text if said["target"] == "esnext" else text.replace("NEW", "old")
    if "outdir" in said:
        (Path(said["outdir"]) / Path(name).name).write_text(text)
    else:
        sys.stdout.write(text)
"""


@pytest.fixture
def esbuild(tmp_path: Path) -> Path:
    file = tmp_path / "esbuild"
    file.write_text(ESBUILD)
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("const a = 1;", []),
        ("NEW a = 1;", [f"a.js says what esbuild has to rewrite for {TARGET}"]),
        ("WRONG", ["WRONG is no script"]),
    ],
)
def test_what_the_promised_browsers_do_not_know_is_told(
    tmp_path: Path, esbuild: Path, source: str, told: list[str]
) -> None:
    script = tmp_path / "a.js"
    script.write_text(source)
    assert too_new_in([script], esbuild) == told
