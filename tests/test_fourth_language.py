"""A fourth language is one line of a setting and a catalogue: no page breaks for want of words, no schema changes."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings

from deploy import slim
from tests.migrated_database import migrated
from tests.server import BASE, environment

ROOMS: Final = ("config", "demo", "insights", "search", "library", "twinning", "community", "accounts", "core")
OURS: Final = {"ky", "ru", "en"}
# Where the three are named together, and why.
HOMES: Final = {
    "config/settings/base.py": "the setting",
    "core/locales.py": "the columns that terms and boards have",
    "search/analysis/languages.py": "the ways of stemming a word",
    "demo/": "the texts of the demo are written in these",
    "scripts/worlds.py": "asks a server whose settings it does not read",
    "scripts/screenshots.py": "as above",
}
SPELLED: Final = re.compile(r"\(\??:?(?:ky|ru|en)\|(?:ky|ru|en)\|(?:ky|ru|en)\)")


def started(data: Path, *command: str, database: Path | None = None) -> str:
    env = {**environment(data), "DJANGO_SETTINGS_MODULE": "tests.fourth.settings"}
    if database is not None:
        env["FOURTH_DATABASE"] = str(database)
    done = subprocess.run(
        [sys.executable, *command], cwd=BASE, env=env, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


def test_no_migration_is_made_for_it(tmp_path: Path) -> None:
    assert "No changes detected" in started(tmp_path, "manage.py", "makemigrations", "--check", "--dry-run")


def test_every_page_is_as_whole_in_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database, made = tmp_path / "db.sqlite3", migrated(request.config)
    if isinstance(made, Path):
        shutil.copyfile(made, database)
    said = json.loads(started(tmp_path, "-m", "tests.fourth.walk", database=database).splitlines()[-1])
    assert said["pages"] > 90
    assert (said["wrong"], said["written_in"]) == ([], "tr")


def test_the_languages_of_the_site_are_named_in_one_place() -> None:
    found = [
        place for place, tree in _modules() if not place.startswith(tuple(HOMES)) and any(map(_names, ast.walk(tree)))
    ]
    assert found == []


def test_no_pattern_spells_the_languages() -> None:
    files = [*BASE.glob("static/js/**/*.js"), *BASE.glob("templates/**/*.html"), *BASE.glob("deploy/**/*.conf")]
    files += [path for room in (*ROOMS, "scripts") for path in BASE.glob(f"{room}/**/*.py")]
    assert [path.name for path in files if SPELLED.search(path.read_text(encoding="utf-8"))] == []


def test_the_image_keeps_the_catalogues_of_the_site() -> None:
    assert dict(settings.LANGUAGES).keys() == slim.LANGUAGES


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for room in (*ROOMS, "scripts"):
        for path in sorted((BASE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(BASE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _names(node: ast.AST) -> bool:
    """A list of just these languages, or of pairs that begin with them."""
    if not isinstance(node, ast.Tuple | ast.List | ast.Set):
        return False
    return {_first(one) for one in node.elts} == OURS


def _first(node: ast.AST) -> Any:
    if isinstance(node, ast.Tuple) and node.elts:
        return _first(node.elts[0])
    return node.value if isinstance(node, ast.Constant) else None
