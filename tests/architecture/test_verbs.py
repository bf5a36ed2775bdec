"""Who may write can be seen from where a function stands.

Three kinds of public functions live in a room's `actions/`:

* a verb (`actions/*.py`) is what a person does: keyword-only, `by` says who, `require(by, …)` is its first statement;
* a step (`actions/steps/`) is a part of verbs, and asks nobody: whoever calls it has asked;
* a duty (`actions/duties/`) is what the site does by itself, without a person: erasing, expiry, indexing.

Doors import verbs alone (the import linter holds that: "Doors call verbs"), and write nothing themselves.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

BASE = Path(__file__).resolve().parents[2]
ROOMS: Final = ("config", "demo", "insights", "search", "library", "twinning", "community", "accounts", "core")
READERS: Final = ("queries", "judging", "rules", "showing")
WRITES: Final = frozenset(
    {"save", "create", "get_or_create", "update_or_create", "delete", "bulk_create", "bulk_update"}
    | {"asave", "acreate", "aget_or_create", "aupdate_or_create", "adelete", "abulk_create", "abulk_update"}
)
NO_ROWS: Final = frozenset(
    {
        "cache",  # Django's cache, which is no database
        "image",  # a picture of Pillow, written into memory
        "_kept",  # a dictionary of this process
    }
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(place: Path) -> Iterator[tuple[str, Function]]:
    """The public ones of a folder and of the folders in it; those of steps and duties only where they are asked for."""
    for path in sorted(place.rglob("*.py")):
        if {"steps", "duties"} & set(path.relative_to(place).parts):
            continue
        for node in _parsed(path).body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield f"{path.relative_to(BASE).as_posix()}:{node.lineno} {node.name}", node


def _first(function: Function) -> ast.stmt:
    """The first statement behind the docstring."""
    return function.body[1] if ast.get_docstring(function) is not None and len(function.body) > 1 else function.body[0]


def _requires(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    call = statement.value
    who = call.args[0] if call.args else None
    named = isinstance(call.func, ast.Name) and call.func.id == "require"
    return named and isinstance(who, ast.Name) and who.id == "by"


def _faults(function: Function) -> Iterator[str]:
    taken = function.args
    if taken.posonlyargs or taken.args or taken.vararg:
        yield "takes arguments by position"
    if "by" not in {one.arg for one in taken.kwonlyargs}:
        yield "has no `by`"
    if not _requires(_first(function)):
        yield "does not begin with require(by, …)"


def _imported(path: Path) -> Iterator[str]:
    """Dotted names that a module imports, whole modules and names out of them."""
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _used_beside(path: Path, name: str) -> bool:
    """Whether another function or class of the same module names it."""
    others = [node for node in _parsed(path).body if getattr(node, "name", "") != name]
    return any(isinstance(part, ast.Name) and part.id == name for node in others for part in ast.walk(node))


def _modules(*parts: str) -> list[Path]:
    return [path for room in ROOMS for path in sorted((BASE / room).joinpath(*parts).rglob("*.py"))]


def _unused(kind: str, callers: list[Path]) -> list[str]:
    taken = {name for path in callers for name in _imported(path)}
    unused = []
    for room in ROOMS:
        for path in sorted((BASE / room / "actions" / kind).rglob("*.py")):
            dotted = ".".join(path.relative_to(BASE).with_suffix("").parts)
            for node in _parsed(path).body:
                if not isinstance(node, Function) or node.name.startswith("_"):
                    continue
                if not {dotted, f"{dotted}.{node.name}"} & taken and not _used_beside(path, node.name):
                    unused.append(f"{dotted}.{node.name}")
    return unused


def test_a_verb_names_the_person_and_asks_for_permission_first() -> None:
    faults = [
        f"{where} {fault}"
        for room in ROOMS
        for where, function in _functions(BASE / room / "actions")
        for fault in _faults(function)
    ]
    assert faults == []


def test_steps_and_duties_ask_nobody() -> None:
    asking = [
        f"{where}: {part.id}"
        for room in ROOMS
        for kind in ("steps", "duties")
        for where, function in _functions(BASE / room / "actions" / kind)
        for part in ast.walk(function)
        if isinstance(part, ast.Name) and part.id == "require"
    ]
    assert asking == []


def test_a_duty_is_done_for_nobody() -> None:
    named = [
        where
        for room in ROOMS
        for where, function in _functions(BASE / room / "actions" / "duties")
        if "by" in {one.arg for one in [*function.args.args, *function.args.kwonlyargs]}
    ]
    assert named == []


def _done_at_once(path: Path) -> Iterator[str]:
    """Duties that a module does itself; to hand one to the worker (`duty.enqueue(…)`) is no doing."""
    tree = _parsed(path)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and ".duties" in (node.module or "")]
    duties = {name.asname or name.name for node in imports for name in node.names}
    handed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "enqueue"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in duties and id(node) not in handed:
            yield f"{path.relative_to(BASE).as_posix()}:{node.lineno} {node.id}"


def test_no_verb_and_no_step_does_a_duty() -> None:
    """They are done by the clock, the worker, a command, an erasure; the demonstration does those of all rooms."""
    verbs = [path for path in _modules("actions") if "duties" not in path.parts and BASE / "demo" not in path.parents]
    assert [duty for path in verbs for duty in _done_at_once(path)] == []


def test_each_step_is_a_part_of_an_action() -> None:
    assert _unused("steps", _modules("actions")) == []


def test_each_duty_is_done() -> None:
    """By the room's wiring, a task, a command, the demonstration or another duty."""
    done_by = [path for room in ROOMS for path in (BASE / room).rglob("*.py") if "migrations" not in path.parts]
    assert _unused("duties", done_by) == []


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    on = call.func.value
    if isinstance(on, ast.Name) and on.id in NO_ROWS:
        return False
    if call.func.attr in {"update", "aupdate"}:  # sets and dictionaries have it too, and take something by position
        return ".objects" in ast.unparse(on) or not call.args
    return call.func.attr in WRITES


def _writing(paths: Iterable[Path]) -> Iterator[tuple[str, int, str]]:
    """Module, line and what is called."""
    for path in paths:
        for node in ast.walk(_parsed(path)):
            if isinstance(node, ast.Call) and _writes(node):
                yield path.relative_to(BASE).as_posix(), node.lineno, ast.unparse(node.func)


def test_who_reads_judges_or_shows_does_not_write() -> None:
    """The database changes in actions alone."""
    readers = [path for room in ROOMS for kind in READERS for path in (BASE / room).glob(f"{kind}.py")]
    readers += [path for kind in READERS for path in _modules(kind)]
    assert list(_writing(readers)) == []


# What writes outside of actions, and why.
MAY_WRITE: Final = {
    (
        "accounts/forms/sign_in.py",
        "super().save",
    ): "allauth stores the account, and sends the mail, in save() of its forms",
    ("library/views/practice_page.py", "made.save"): "the picture of a QR code, written into memory",
}
# Rows that belong to no room, or to no person: they are written where they are asked for.
OWN_ROWS: Final = {
    "core/web/saved_forms/": "what somebody has typed, kept while their request is refused",
    "search/engines/": "the index of the search, for its duties alone",
}


def _doors() -> list[Path]:
    """Whatever a request, a socket or the clock comes in by: all modules of a room but actions and their readers."""
    beside = {"actions", "models", "migrations", *READERS}
    within = [BASE / room for room in ROOMS if room not in {"config", "core"}] + [BASE / "core" / "web"]
    found = [path for place in within for path in sorted(place.rglob("*.py"))]
    return [path for path in found if not beside & {part.removesuffix(".py") for part in path.relative_to(BASE).parts}]


def test_doors_do_not_write() -> None:
    """They call a verb, which asks for permission first."""
    writing = [found for found in _writing(_doors()) if not found[0].startswith(tuple(OWN_ROWS))]
    assert [found for found in writing if (found[0], found[2]) not in MAY_WRITE] == []


def test_what_may_write_outside_of_actions_does() -> None:
    found = list(_writing(_doors()))
    assert {(module, call) for module, _line, call in found} >= MAY_WRITE.keys()
    assert [place for place in OWN_ROWS if not any(module.startswith(place) for module, _line, _call in found)] == []


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("Room.objects.create(title=title)", True),
        ("EmailAddress.objects.get_or_create(user=user)", True),
        ("room.save(update_fields=['title'])", True),
        ("rows.filter(pk=1).delete()", True),
        ("rows.update(read_at=now)", True),
        ("await row.asave()", True),
        ("fields.update({'name': field})", False),
        ("cache.delete(key)", False),
        ("rows.filter(pk=1).exists()", False),
    ],
)
def test_the_reader_of_writing_finds(source: str, writes: bool) -> None:
    assert any(isinstance(node, ast.Call) and _writes(node) for node in ast.walk(ast.parse(source))) == writes
