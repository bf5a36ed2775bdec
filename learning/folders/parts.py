"""What a module folder holds, once it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from learning.judging.questions import Question, Texts

FORMAT: Final = 1

# Bounds: a module is read on a phone, and a folder comes from anywhere.
MOST_FILES: Final = 400
MOST_TEXT_BYTES: Final = 200_000
MOST_DRAWING_BYTES: Final = 60_000
MOST_FOLDER_BYTES: Final = 5_000_000
MOST_LESSONS: Final = 20
MOST_QUESTIONS: Final = 200
MOST_OPTIONS: Final = 12
LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 2_000
MOST_MINUTES_OF_LESSON: Final = 10
LEVELS: Final = 5  # of a rubric: 0 to 4

BlockKind = Literal["text", "heading", "table", "quote", "drawing", "question", "practice"]


class Fault(NamedTuple):
    """What was not understood, as a code and its values: a door gives the sentence, in the language of its reader."""

    file: str
    line: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


class Block(NamedTuple):
    """`source` is the block as it was typed; `refers` names the drawing, question or practice."""

    kind: BlockKind
    source: str
    refers: str = ""


@dataclass(frozen=True)
class Lesson:
    id: str
    minutes: int
    title: Texts
    tomorrow: Texts
    sources: Mapping[str, tuple[str, ...]]
    blocks: Mapping[str, tuple[Block, ...]]


@dataclass(frozen=True)
class Task:
    title: Texts
    consent: Texts
    step: Texts
    # From 0 to 4.
    rubric: Mapping[str, tuple[str, ...]]
    brief: Mapping[str, tuple[Block, ...]]


@dataclass(frozen=True)
class Module:
    id: str
    licence: str
    languages: tuple[str, ...]
    practices: tuple[str, ...]
    title: Texts
    summary: Texts
    case: Mapping[str, tuple[Block, ...]]
    lessons: tuple[Lesson, ...]
    task: Task
    questions: tuple[Question, ...]
    # By their file names.
    drawings: Mapping[str, bytes]


class Reading(NamedTuple):
    """Without a fault there is a module, with one there is none."""

    module: Module | None
    faults: tuple[Fault, ...]
