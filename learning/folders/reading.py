"""Files of a module folder into a Module, or every fault in them at once."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from learning.folders import svg
from learning.folders.fields import Faults, Fields, decoded, fields_of, is_name
from learning.folders.markdown import NotPage, page_of
from learning.folders.parts import (
    FORMAT,
    LEVELS,
    LONGEST_TITLE,
    MOST_DRAWING_BYTES,
    MOST_FILES,
    MOST_FOLDER_BYTES,
    MOST_LESSONS,
    MOST_MINUTES_OF_LESSON,
    MOST_TEXT_BYTES,
    Block,
    Fault,
    Lesson,
    Module,
    Reading,
    Task,
)
from learning.folders.question_rows import read_questions
from learning.judging.questions import Question

LICENCES: Final = ("cc-by", "cc-by-sa", "cc0")
MOST_LANGUAGES: Final = 10
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
MOST_PRACTICES: Final = 10
MOST_SOURCES: Final = 10
_TOO_LARGE: Final = Fault("", 0, "folder-large")


class _Page(NamedTuple):
    fields: Fields
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]


class _Folder:
    """The files that are left to read, and what was wrong with those that were."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files, self.faults = files, Faults()
        self.seen: set[str] = set()

    def text(self, name: str) -> str | None:
        self.seen.add(name)
        if name not in self.files:
            self.faults.add(name, 1, "no-file")
            return None
        return decoded(self.files[name], name, MOST_TEXT_BYTES, self.faults)

    def yaml(self, name: str) -> Fields | None:
        text = self.text(name)
        return None if text is None else fields_of(text, name, self.faults)

    def page(self, name: str) -> _Page | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            page = page_of(text)
        except NotPage as error:
            self.faults.add(name, error.line, error.code)
            return None
        fields = fields_of(page.front, name, self.faults, 2)
        if not page.blocks:
            self.faults.add(name, 1, "no-body")
        return None if fields is None else _Page(fields, page.blocks, page.lines)

    def pages(self, stem: str, languages: tuple[str, ...]) -> dict[str, _Page]:
        """The same page in each language; the others are compared with the first."""
        found = {one: page for one in languages if (page := self.page(f"{stem}.{one}.md"))}
        kinds = {one: [(block.kind, block.refers) for block in page.blocks] for one, page in found.items()}
        for one in languages[1:]:
            if languages[0] in kinds and one in kinds and kinds[one] != kinds[languages[0]]:
                self._differ(found[languages[0]], found[one], f"{stem}.{languages[0]}.md")
        return found

    def _differ(self, first: _Page, other: _Page, first_file: str) -> None:
        """The first block that is another one, or the end of the shorter page."""
        same = 0
        for mine, theirs in zip(first.blocks, other.blocks, strict=False):
            if (mine.kind, mine.refers) != (theirs.kind, theirs.refers):
                break
            same += 1
        at, there = (_line_at(page.lines, same) for page in (other, first))
        self.faults.add(other.fields.file, at, "differs", other=first_file, there=str(there))


def _line_at(lines: tuple[int, ...], place: int) -> int:
    """Where the block begins, or the last one where the page has fewer."""
    return lines[min(place, len(lines) - 1)] if lines else 1


def read(files: Mapping[str, bytes]) -> Reading:
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_FOLDER_BYTES:
        return Reading(None, (_TOO_LARGE,))
    folder = _Folder(files)
    head = folder.yaml("module.yaml")
    module = _module(folder, head) if head else None
    return Reading(None if folder.faults else module, folder.faults.sorted())


def _module(folder: _Folder, head: Fields) -> Module | None:
    head.only("format", "id", "licence", "languages", "lessons", "practices")
    head.whole("format", FORMAT, FORMAT)
    name, licence = head.name("id"), head.choice("licence", LICENCES)
    languages, names = head.names("languages", MOST_LANGUAGES), head.names("lessons", MOST_LESSONS)
    for place, language in enumerate(languages):
        if not _LANGUAGE.fullmatch(language):
            head.fault("language", "languages", place, name=language[:20])
    practices = head.names("practices", MOST_PRACTICES) if "practices" in head.values else ()
    if folder.faults:
        return None  # Which files there should be is not known.
    front = folder.pages("module", languages)
    lessons = tuple(_lesson(folder, one, languages) for one in names)
    task = _task(folder, languages)
    rows = folder.yaml("questions.yaml")
    questions = read_questions(rows, languages, names) if rows else ()
    drawings = _drawings(folder)
    module = Module(
        id=name,
        licence=licence,
        languages=languages,
        practices=practices,
        title={one: page.fields.text("title", LONGEST_TITLE) for one, page in front.items()},
        summary={one: page.fields.text("summary") for one, page in front.items()},
        case=_blocks(front),
        lessons=lessons,
        task=task,
        questions=questions,
        drawings=drawings,
    )
    for page in front.values():
        page.fields.only("title", "summary")
    _references(folder, module)
    for file in sorted(set(folder.files) - folder.seen):
        folder.faults.add(file, 1, "unknown-file")
    return module


def _blocks(pages: Mapping[str, _Page]) -> dict[str, tuple[Block, ...]]:
    return {one: page.blocks for one, page in pages.items()}


def _lesson(folder: _Folder, name: str, languages: tuple[str, ...]) -> Lesson:
    pages = folder.pages(f"lessons/{name}", languages)
    minutes, sources = [], {}
    for one, page in pages.items():
        page.fields.only("title", "minutes", "tomorrow", "sources")
        minutes.append(page.fields.whole("minutes", 1, MOST_MINUTES_OF_LESSON))
        if minutes[-1] != minutes[0]:
            page.fields.fault("minutes-differ", "minutes", minutes=str(minutes[0]))
        has = "sources" in page.fields.values
        sources[one] = page.fields.several("sources", MOST_SOURCES) if has else ()
        if len(sources[one]) != len(next(iter(sources.values()))):
            page.fields.fault("sources-differ", "sources")
    return Lesson(
        id=name,
        minutes=minutes[0] if minutes else 1,
        title={one: page.fields.text("title", LONGEST_TITLE) for one, page in pages.items()},
        tomorrow={one: page.fields.text("tomorrow") for one, page in pages.items()},
        sources=sources,
        blocks=_blocks(pages),
    )


def _task(folder: _Folder, languages: tuple[str, ...]) -> Task:
    pages = folder.pages("task", languages)
    rubric = {}
    for one, page in pages.items():
        page.fields.only("title", "consent", "step", "rubric")
        rubric[one] = page.fields.several("rubric", LEVELS)
        if 0 < len(rubric[one]) < LEVELS:
            page.fields.fault("rubric", "rubric", levels=str(LEVELS))
    return Task(
        title={one: page.fields.text("title", LONGEST_TITLE) for one, page in pages.items()},
        consent={one: page.fields.text("consent") for one, page in pages.items()},
        step={one: page.fields.text("step") for one, page in pages.items()},
        rubric=rubric,
        brief=_blocks(pages),
    )


def _drawings(folder: _Folder) -> dict[str, bytes]:
    found = {}
    for file, content in folder.files.items():
        stem = file.removeprefix("drawings/").removesuffix(".svg")
        if file != f"drawings/{stem}.svg" or not is_name(stem):
            continue
        folder.seen.add(file)
        if len(content) > MOST_DRAWING_BYTES:
            folder.faults.add(file, 1, "file-large", most=str(MOST_DRAWING_BYTES // 1000))
        elif fault := svg.fault_of(content):
            folder.faults.add(file, 1, fault[0], part=fault[1])
        found[f"{stem}.svg"] = content
    return found


def _references(folder: _Folder, module: Module) -> None:
    """What a page refers to is there; a question that is practised stands in its lesson, one of the check in none."""
    practised = {one.id: one for one in module.questions if one.use == "practice"}
    known = {"drawing": set(module.drawings), "question": set(practised), "practice": set(module.practices)}
    pages = [("module", "", module.case), ("task", "", module.task.brief)]
    pages += [(f"lessons/{lesson.id}", lesson.id, lesson.blocks) for lesson in module.lessons]
    used: set[tuple[str, str]] = set()
    for stem, lesson, blocks in pages:
        for language, several in blocks.items():
            for block in several:
                if code := _fault_of_reference(block, lesson, known, practised):
                    file = f"{stem}.{language}.md"
                    folder.faults.add(file, _line(folder, file, block), code, name=block.refers)
                used.add((block.kind, block.refers))
    for question in sorted(name for name in practised if ("question", name) not in used):
        folder.faults.add("questions.yaml", 1, "not-placed", name=question)
    for drawing in sorted(name for name in module.drawings if ("drawing", name) not in used):
        folder.faults.add(f"drawings/{drawing}", 1, "not-shown")


def _fault_of_reference(
    block: Block, lesson: str, known: Mapping[str, set[str]], practised: Mapping[str, Question]
) -> str:
    if not block.refers:
        return ""
    if block.refers not in known[block.kind]:
        return f"no-{block.kind}"
    return "other-lesson" if block.kind == "question" and practised[block.refers].lesson != lesson else ""


def _line(folder: _Folder, file: str, block: Block) -> int:
    lines = folder.files[file].decode("utf-8").splitlines()
    return next((place for place, line in enumerate(lines, 1) if block.refers in line and line[:1] in "{!"), 1)
