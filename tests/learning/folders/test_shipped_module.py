"""The module of the demo: whole, in three languages of one shape, within its bounds."""

import json
from pathlib import Path
from typing import Final

import pytest

from learning.folders import Module, load, read, save, write
from learning.judging.questions import KINDS, Question, Texts, correct

BASE: Final = Path(__file__).resolve().parents[3]
FOLDER: Final = BASE / "demo" / "data" / "modules" / "observing-lessons"
LANGUAGES: Final = ("ky", "ru", "en")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    found, faults = load(FOLDER)
    assert faults == ()
    return found


@pytest.fixture(scope="module")
def module(files: dict[str, bytes]) -> Module:
    reading = read(files)
    assert reading.faults == ()
    assert reading.module
    return reading.module


def test_what_is_written_is_what_was_read(files: dict[str, bytes], module: Module, tmp_path: Path) -> None:
    save(write(module), tmp_path)
    assert load(tmp_path) == (files, ())


def test_it_holds_what_a_module_holds(module: Module) -> None:
    kinds = {question.kind for question in module.questions}
    uses = [question.use for question in module.questions]
    assert (module.languages, len(module.lessons), len(module.practices), kinds) == (LANGUAGES, 5, 3, set(KINDS))
    assert (len(module.questions), uses.count("check")) == (20, 14)
    assert {question.lesson for question in module.questions} == {lesson.id for lesson in module.lessons}


def test_lessons_are_as_long_as_ten_minutes_allow(module: Module) -> None:
    words = {
        (lesson.id, one): sum(len(block.source.split()) for block in lesson.blocks[one])
        for lesson in module.lessons
        for one in LANGUAGES
    }
    assert {place: count for place, count in words.items() if not 300 <= count <= 500} == {}


def test_each_lesson_shows_something_and_asks_something(module: Module) -> None:
    for lesson in module.lessons:
        kinds = {block.kind for block in lesson.blocks["ky"]}
        assert kinds & {"table", "drawing"}
        assert "question" in kinds


def test_every_linked_practice_is_in_the_demo(module: Module) -> None:
    planted = {
        row["key"] for row in json.loads((BASE / "demo" / "data" / "practices.json").read_text(encoding="utf-8"))
    }
    shown = {b.refers for lesson in module.lessons for b in lesson.blocks["ky"] if b.kind == "practice"}
    assert set(module.practices) <= planted
    assert shown == set(module.practices)


def explanations(question: Question) -> list[Texts | None]:
    if question.kind in {"single", "multiple"}:
        return [option.why for option in question.options]
    return [question.why] if question.kind == "open" else [question.why, question.why_not]


def test_every_answer_has_an_explanation_in_each_language(module: Module) -> None:
    for question in module.questions:
        for why in explanations(question):
            assert why is not None, question.id
            assert set(why) == set(LANGUAGES), question.id
            assert all(len(text) > 20 for text in why.values()), question.id


def right_answer(question: Question) -> object:
    ids = [option.id for option in question.options]
    rights = [option.id for option in question.options if option.right]
    answers: dict[str, object] = {
        "single": rights[0] if rights else None,
        "multiple": rights,
        "true-false": question.right,
        "match": dict(zip(ids, ids, strict=True)),
        "order": ids,
        "number": str(question.right),
        "short": next(iter((question.accept or {"ky": ("",)})["ky"])),
    }
    return answers[question.kind]


def test_every_question_can_be_answered_rightly(module: Module) -> None:
    shares = {
        question.id: correct(question, right_answer(question)) for question in module.questions if question.is_judged()
    }
    assert {name for name, share in shares.items() if share != 1} == set()
