"""Every deed that a verb records has a sentence, in three languages: people read the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from core.audit_reading import deed_kinds

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "community", "twinning", "library", "insights", "search", "demo")
# Keys that are put together where they are recorded: module and what stands there, to what may come of it.
COMPOSED = {
    ("community/actions/reports.py", "community.{}"): {"community.removed", "community.warned", "community.kept"},
    ("community/actions/appeals.py", "community.{}"): {"community.upheld", "community.overturned"},
    ("community/actions/forum/moderating.py", "community.{}_topic"): {
        "community.pin_topic", "community.unpin_topic", "community.lock_topic", "community.unlock_topic",
    },
    ("twinning/actions/registers.py", "twinning.{}_register"): {"twinning.checking_register", "twinning.running_register"},
    ("twinning/actions/plans.py", "twinning.{}"): {
        "twinning.edit_plan_item", "twinning.finish_plan_item", "twinning.reopen_plan_item",
    },
    ("twinning/actions/classes.py", "{deed}"): {"twinning.add_class", "twinning.change_class"},
    ("library/actions/adopting.py", "library.{}"): {
        "library.adopt", "library.change_adoption", "library.withdraw_adoption", "library.hide_adoption",
        "library.show_adoption",
    },
    ("library/actions/taking_down.py", "{DOWN}"): {"library.take_down"},
    ("accounts/actions/steps/erasing.py", "{ERASED}"): {"accounts.delete_account"},
}  # fmt: skip


def recorded() -> Iterator[tuple[str, str]]:
    """(module, key) of every call of record(...), the parts that are computed as {}."""
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            module = path.relative_to(HOUSE).as_posix()
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and node.args and _name(node.func) == "record":
                    yield from ((module, key) for key in _texts(node.args[0]))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(said: ast.expr) -> list[str]:
    if isinstance(said, ast.Constant):
        return [str(said.value)]
    if isinstance(said, ast.IfExp):
        return [*_texts(said.body), *_texts(said.orelse)]
    if isinstance(said, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in said.values)]
    return [f"{{{ast.unparse(said)}}}"]


def keys() -> set[str]:
    found: set[str] = set()
    for module, key in recorded():
        found |= COMPOSED[module, key] if "{" in key else {key}
    return found


def test_the_search_finds_what_verbs_record() -> None:
    assert {"community.report", "twinning.verify_person", "twinning.add_class", "accounts.give_office"} <= keys()


def test_every_deed_has_a_sentence() -> None:
    assert keys() - set(deed_kinds()) == set()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_sentences_are_in_the_language_of_the_reader(language: str) -> None:
    kinds = {key: kind for key, kind in deed_kinds().items() if not key.startswith("test.")}
    with override("en"):
        english = {key: str(kind.text) for key, kind in kinds.items()}
    with override(language):
        same = [key for key, kind in kinds.items() if str(kind.text) == english[key]]
    assert same == []
