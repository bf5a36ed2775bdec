import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import timezone, translation

from core.errors import TooMany
from core.limits import Limit, Per, come_back, forget, forget_old_limits, give_back, hit, limits, spend
from core.models import LimitCount

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "accounts", "community", "twinning", "library", "search", "insights", "demo", "config")
THREE = Limit(
    name="test", figure=3, seconds=3600, per=Per.PERSON, sentence="This would be number %(next)s; %(figure)s at most."
)


def load() -> None:
    for module in (
        "core.web.query_params",
        *(f"{room}.rules.limits" for room in ("accounts", "community", "library", "search", "twinning")),
    ):
        import_module(module)


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                    yield str(path.relative_to(ROOT)), node


def test_the_hit_after_the_limit_is_refused(db: None) -> None:
    for _ in range(3):
        hit("write:1", limit=3, seconds=3600)
    with pytest.raises(TooMany) as refused:
        hit("write:1", limit=3, seconds=3600)
    assert 1 <= refused.value.wait <= 3601


def test_keys_count_apart(db: None) -> None:
    hit("write:1", limit=1, seconds=3600)
    hit("write:2", limit=1, seconds=3600)
    assert LimitCount.objects.count() == 2


def test_a_new_window_begins_anew(db: None) -> None:
    hit("write:1", limit=1, seconds=3600)
    LimitCount.objects.update(window=timezone.now() - timedelta(hours=2))
    hit("write:1", limit=1, seconds=3600)
    assert LimitCount.objects.count() == 2


def test_long_keys_are_cut_not_refused(db: None) -> None:
    hit("x" * 500, limit=1, seconds=60)
    assert LimitCount.objects.get().key == "x" * 120


def test_old_windows_are_forgotten(db: None) -> None:
    hit("old", limit=1, seconds=60)
    LimitCount.objects.update(window=timezone.now() - timedelta(days=2))
    hit("new", limit=1, seconds=60)
    assert forget_old_limits() == 1
    assert LimitCount.objects.get().key == "new"


def test_a_limit_says_itself_and_when_to_come_back(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 10, 20, tzinfo=UTC))
    for _ in range(3):
        spend(THREE, 1)
    with pytest.raises(TooMany) as refused:
        spend(THREE, 1)
    assert str(refused.value.text) == "This would be number 4; 3 at most."
    assert str(refused.value.next_step) == "Try again in 41 minutes."
    with translation.override("ru"):  # a socket chooses the language after the verb has raised
        assert str(refused.value.next_step) == "Попробуйте снова через 41 минуту."


@pytest.mark.parametrize(
    ("wait", "said"),
    [(1, "1 second"), (119, "119 seconds"), (121, "3 minutes"), (3600, "60 minutes"), (7201, "3 hours")],
)
def test_waiting_is_said_in_a_unit_that_people_count(wait: int, said: str) -> None:

    assert str(come_back(wait)) == f"Try again in {said}."


def test_what_was_no_failure_is_given_back(db: None) -> None:
    for _ in range(20):
        spend(THREE, 1)
        give_back(THREE, 1)
    assert LimitCount.objects.get().count == 0
    spend(THREE, 1)
    forget(THREE, 1)
    assert LimitCount.objects.count() == 0


def test_every_limit_that_is_spent_is_declared_with_a_sentence() -> None:
    load()
    known = {one.name.upper() for one in limits()} | {"WRONG"}
    spent = {ast.unparse(call.args[0]).rpartition(".")[2] for _path, call in calls("spend")}
    assert spent - {"of", "by_network", "by_person"} - known == set()  # handed on from declared ones: typed Limit
    for one in limits():
        assert one.figure > 0
        assert str(one.sentence) % {"next": one.figure + 1, "figure": one.figure}
        assert "%(figure)s" in str(one.sentence), one.name


def test_the_mechanism_is_reached_through_limits_alone() -> None:
    assert {path for path, _call in calls("hit")} == {"core/limits.py"}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_is_translated(language: str) -> None:
    load()
    with translation.override("en"):
        english = {one.name: str(one.sentence) for one in limits()}
    with translation.override(language):
        assert [one.name for one in limits() if str(one.sentence) == english[one.name]] == []
