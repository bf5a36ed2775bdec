"""Who somebody is, is asked in one place: offices in accounts.queries.offices, being signed in in core.people, seeing in
accounts.rules. A copy would go on saying what the rule no longer says.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

BASE = Path(__file__).resolve().parents[2]
ROOMS: Final = ("config", "demo", "insights", "search", "library", "twinning", "community", "accounts", "core")
KINDS: Final = frozenset({"moderator", "coordinator", "administrator"})
OFFICES: Final = (
    "accounts/",  # where offices are at home
    "demo/",  # gives them to the people it invents
)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((BASE / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(BASE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _at(name: str, node: ast.AST) -> str:
    return f"{name}:{getattr(node, 'lineno', 0)}"


def _names_kind(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "OfficeKind"
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(isinstance(side, ast.Constant) and side.value in KINDS for side in sides)
    return False


def _tests_listing(node: ast.AST) -> bool:
    """`rows_visible_to(user).filter(pk=thing.pk).exists()`, written out."""
    return bool(re.fullmatch(r"\w+\(\w+\)\.filter\(pk=(?!user\.)\w+\.pk\)\.exists\(\)", ast.unparse(node)))


def test_kinds_of_offices_are_named_in_accounts_alone() -> None:
    found = [
        _at(name, node)
        for name, tree in _modules()
        if not name.startswith(OFFICES)
        for node in ast.walk(tree)
        if _names_kind(node)
    ]
    assert found == []


def test_one_function_asks_whether_somebody_is_signed_in() -> None:
    """Views say request.user.is_authenticated, which Django promises them; everything else asks core.people."""
    found = [
        _at(name, node)
        for name, tree in _modules()
        if name != "core/people.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value == "is_authenticated"
    ]
    named = [
        _at(name, node)
        for name, tree in _modules()
        if name != "core/people.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name.strip("_").removeprefix("is_") in {"signed_in", "authenticated"}
    ]
    assert found == []
    assert [place for place in named if not place.startswith("core/server/")] == []  # of the cookies of a raw request


def test_rules_ask_the_lists_by_one_predicate() -> None:
    found = [
        _at(name, node)
        for name, tree in _modules()
        if "/rules" in name and name != "accounts/rules/__init__.py"
        for node in ast.walk(tree)
        if _tests_listing(node) or (isinstance(node, ast.FunctionDef) and node.name in {"sees", "listed_in"})
    ]
    # Says why one of the other conditions failed; it refuses nothing itself.
    assert [place for place in found if not place.startswith("twinning/rules/reasons.py")] == []
