"""A Module as the files of its folder. What was read and is written again is the same, byte for byte, once it has this
form: one blank line between blocks, fields in their order, each text on one line. Comments in YAML are not kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from learning.folders.parts import FORMAT, Block, Module
from learning.folders.plain_yaml import dump
from learning.judging.questions import Option, Question


def write(module: Module) -> dict[str, bytes]:
    head: dict[str, Any] = {
        "format": FORMAT,
        "id": module.id,
        "licence": module.licence,
        "languages": list(module.languages),
        "lessons": [lesson.id for lesson in module.lessons],
    }
    if module.practices:
        head["practices"] = list(module.practices)
    texts = {"module.yaml": dump(head), "questions.yaml": dump({"questions": list(map(_question, module.questions))})}
    for one in module.languages:
        texts[f"module.{one}.md"] = _page(
            {"title": module.title[one], "summary": module.summary[one]}, module.case[one]
        )
        for lesson in module.lessons:
            front = {"title": lesson.title[one], "minutes": lesson.minutes, "tomorrow": lesson.tomorrow[one]}
            front |= {"sources": list(lesson.sources[one])} if lesson.sources[one] else {}
            texts[f"lessons/{lesson.id}.{one}.md"] = _page(front, lesson.blocks[one])
        task = module.task
        front = {"title": task.title[one], "consent": task.consent[one], "step": task.step[one]}
        texts[f"task.{one}.md"] = _page(front | {"rubric": list(task.rubric[one])}, task.brief[one])
    drawings = {f"drawings/{name}": content for name, content in module.drawings.items()}
    return {name: text.encode() for name, text in texts.items()} | drawings


def _page(front: Mapping[str, Any], blocks: Sequence[Block]) -> str:
    return f"---\n{dump(dict(front))}---\n\n" + "\n\n".join(block.source for block in blocks) + "\n"


def _question(question: Question) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "use": question.use,
        "lesson": question.lesson,
        "ask": dict(question.ask),
    }
    if question.kind == "true-false":
        row["right"] = question.right
    elif question.kind == "number":
        row["right"] = _plain_number(question.right)
        row |= {"within": _plain_number(question.within)} if question.within else {}
    if question.options:
        row["options"] = [_option(option) for option in question.options]
    if question.accept is not None:
        row["accept"] = {language: list(words) for language, words in question.accept.items()}
    row |= {name: dict(text) for name in ("why", "why_not") if (text := getattr(question, name)) is not None}
    return row


def _option(option: Option) -> dict[str, Any]:
    row: dict[str, Any] = {"id": option.id, "text": dict(option.text)}
    row |= {"right": True} if option.right else {}
    return row | {name: dict(text) for name in ("partner", "why") if (text := getattr(option, name)) is not None}


def _plain_number(number: object) -> int | float:
    value = float(str(number))
    return int(value) if value.is_integer() else value
