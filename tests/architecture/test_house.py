"""The house keeps its plan: floors, furniture, templates without inline code, no addresses in dates."""

import subprocess
import sys
import tomllib
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
NOT_ROOMS = {"tests", "templates", "static", "locale", "docs", "scripts", "benchmarks", "deploy", "var", "build"}


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((BASE / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_the_contracts_of_the_house_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo"], cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_each_room_stands_on_a_floor() -> None:
    rooms = {p.parent.name for p in BASE.glob("*/__init__.py")} - NOT_ROOMS
    assert rooms == set(contracts()[0]["layers"])  # type: ignore[call-overload]


def test_no_room_holds_an_empty_module() -> None:
    empty = [
        str(path.relative_to(BASE))
        for room in contracts()[0]["layers"]  # type: ignore[attr-defined]
        for path in (BASE / room).rglob("*.py")
        if path.name != "__init__.py" and not path.read_text(encoding="utf-8").strip()
    ]
    assert empty == []
