"""What documents and comments name, and whether it exists: files, folders, modules and the names they bind."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

BASE: Final = Path(__file__).resolve().parents[1]
TOPS: Final = {path.name for path in BASE.iterdir()} - {"var"}
ROOMS: Final = "config|demo|insights|search|library|twinning|community|accounts|core|tests|scripts|benchmarks"
MODULE: Final = re.compile(rf"(?:{ROOMS})(?:\.\w+)+")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def ignored() -> tuple[str, ...]:
    """What the site makes while it runs is no part of the repository."""
    return tuple(line.strip("/ ") for line in text_of(BASE / ".gitignore").splitlines() if line.startswith("/"))


def is_there(path: str) -> bool:
    """A file or folder, or the beginning of a numbered one (docs/decisions/0023)."""
    whole = BASE / path.rstrip("/")
    return whole.exists() or (path[-4:].isdigit() and any(whole.parent.glob(f"{whole.name}-*")))


@cache
def names_in(path: Path) -> set[str]:
    """All that a module binds: functions, classes, their members, constants, imports."""
    found = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
    return found


def resolves(dotted: str) -> bool:
    """A module, or names that it binds."""
    parts = dotted.split(".")
    for at in range(len(parts), 0, -1):
        folder = BASE.joinpath(*parts[:at])
        file = next((one for one in (folder.with_suffix(".py"), folder / "__init__.py") if one.is_file()), None)
        if file:
            return set(parts[at:]) <= names_in(file)
        if folder.is_dir():
            return at == len(parts)
    return False
