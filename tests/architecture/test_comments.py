"""Comments and docstrings name only what exists: files of this repository, modules and the names they bind."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from core.audit_reading import deed_kinds
from core.permissions import permissions
from tests.named_places import BASE, MODULE, ROOMS, TOPS, ignored, is_there, resolves, text_of

COMMENT: Final = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'\w])//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".html": re.compile(r"{% comment[^%]*%}.*?{% endcomment %}|{#.*?#}", re.DOTALL),
}
FOLDERS: Final = ("static/js", "static/css", "templates", *ROOMS.split("|"), "deploy")
PATH: Final = re.compile(
    rf"(?<![\w./:@<>-])(?:{'|'.join(map(re.escape, sorted(TOPS, key=len, reverse=True)))})/[\w./-]*\w/?"
)
FILE: Final = re.compile(r"(?<![\w./:-])[\w-]+(?:/[\w-]+)*\.(?:html|js|css|py|md|toml|typ)\b(?!\w)")
DOTTED: Final = re.compile(rf"(?<![\w./:@-]){MODULE.pattern}")
EXAMPLES: Final = {"main.py"}  # what somebody types into a chat


def comments_of(path: Path) -> str:
    if path.suffix in COMMENT:
        return "\n".join(COMMENT[path.suffix].findall(text_of(path)))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = [
        ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, documented)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
    return "\n".join([*found, *(token.string for token in tokens if token.type == tokenize.COMMENT)])


def sources(folder: str) -> Iterator[Path]:
    for path in sorted((BASE / folder).rglob("*")):
        if path.suffix in {*COMMENT, ".py"} and not {"migrations", "data"} & set(path.parts):
            yield path


@cache
def file_names() -> frozenset[str]:
    tops = [path for path in BASE.iterdir() if not path.name.startswith(".") and path.name != "var"]
    return frozenset(path.name for top in tops for path in [top, *top.rglob("*")])


def lost(path: Path, comments: str) -> list[str]:
    """What the comments of this file name and nobody finds."""
    folders = (BASE, BASE / "templates", BASE / "static", path.parent)
    here = [name for name in PATH.findall(comments) if not name.startswith(ignored())]
    names = [name for name in here if not (is_there(name) or (BASE / "templates" / name).exists())]
    for name in FILE.findall(comments):
        there = any((folder / name).exists() for folder in folders) if "/" in name else name in file_names()
        names += [] if there or name in EXAMPLES else [name]
    # Permissions and entries of the log are written like modules.
    known = {*permissions(), *deed_kinds()}
    return names + [name for name in DOTTED.findall(comments) if name not in known and not resolves(name)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_comments_name_exists(folder: str) -> None:
    found = {str(path.relative_to(BASE)): lost(path, comments_of(path)) for path in sources(folder)}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("suffix", "source", "names"),
    [
        (".js", "// See static/js/nowhere.js and core.nowhere.x.\nlet a = 'core.nothing';", ["static/js/nowhere.js"]),
        (".css", "/* components/tags.html, components/nowhere.html */", ["components/nowhere.html"]),
        (
            ".html",
            "{% comment %}row: core.registry.TodayItem or core.registry.Nobody{% endcomment %}",
            ["core.registry.Nobody"],
        ),
        (
            ".py",
            '"""Called by accounts/nowhere.py."""\n# core.errors.Refused, library.nowhere\n',
            ["accounts/nowhere.py"],
        ),
    ],
)
def test_the_reader_of_comments_finds(tmp_path: Path, suffix: str, source: str, names: list[str]) -> None:
    path = tmp_path / f"one{suffix}"
    path.write_text(source, encoding="utf-8")
    assert lost(path, comments_of(path))[: len(names)] == names
