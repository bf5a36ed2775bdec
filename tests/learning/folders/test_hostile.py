"""What somebody may put into a folder: every fault has its file, its line and a code, and nothing takes long."""

import os
import time
from pathlib import Path

import pytest

from learning.folders import Fault, load, read
from learning.folders.svg import fault_of
from tests.learning.folders.test_shipped_module import FOLDER

LESSON = "lessons/01-why.ky.md"


def changed(name: str, old: str, new: str) -> tuple[Fault, ...]:
    """The faults of the shipped module after one change; there is no module then."""
    files, _ = load(FOLDER)
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)
    reading = read(files)
    assert (reading.module is None) == bool(reading.faults)
    return reading.faults


def with_file(name: str, content: bytes) -> tuple[Fault, ...]:
    files, _ = load(FOLDER)
    return read(files | {name: content}).faults


def places(faults: tuple[Fault, ...]) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, fault.code) for fault in faults]


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n".encode() for n in range(8)
)


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (BOMB, 1, "yaml-alias"),
        (b"questions: !!python/object/apply:os.system [id]\n", 1, "yaml-tag"),
        (b"questions:\n  " + b"[" * 100_000, 2, "yaml-large"),
        (b"questions: [" + b"1, " * 60_000 + b"]\n", 1, "yaml-large"),
        (b"questions:\n  - id: [\n", 3, "yaml"),
        (b"questions: []\nquestions: []\n", 2, "twice"),
        (b"? [a]\n: b\n", 1, "yaml-key"),
        (b"questions:\n  - ask: one: two\n", 2, "yaml-colon"),
        (b"x" * 10_000_000, 0, "folder-large"),
        (b"#" * 300_000, 1, "file-large"),
        (b"questions:\n\xff\n", 2, "not-utf8"),
        (b"questions:\n  - a\x00b\n", 2, "unseen"),
        ("questions:\n  - a\u202eb\n".encode(), 2, "unseen"),
        (b"", 1, "not-fields"),
        (b"- a\n", 1, "not-fields"),
        (b"questions: 3\n", 1, "no-list"),
        (b"---\na: 1\n---\nb: 2\n", 3, "yaml"),
    ],
)
def test_hostile_yaml(content: bytes, line: int, code: str) -> None:
    begun = time.process_time()
    faults = with_file("questions.yaml", content)
    assert (line, code) in {(fault.line, fault.code) for fault in faults}
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", ("svg-part", "script")),
        ('<path d="M0 0" onload="alert(1)"/>', ("svg-part", "onload")),
        ('<image href="https://elsewhere.example/a.png"/>', ("svg-part", "image")),
        ('<rect fill="url(https://elsewhere.example/a)"/>', ("svg-part", "fill")),
        ("<foreignObject/>", ("svg-part", "foreignObject")),
        ('<use href="#a"/>', ("svg-part", "use")),
        ("<style>*{fill:red}</style>", ("svg-part", "style")),
        ("<text>сөз</text>", ("svg-words", "сөз")),
        ("<text>12</text>", None),
        ("<g>", ("svg-broken", "")),
    ],
)
def test_drawings_only_draw(inside: str, fault: tuple[str, str] | None) -> None:
    assert fault_of(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{inside}</svg>'.encode()) == fault


def test_entities_of_a_drawing_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = (
        f'<!DOCTYPE svg [<!ENTITY e0 "x">{levels}]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&e9;</svg>'
    )
    assert places(with_file("drawings/class-map.svg", bomb.encode())) == [("drawings/class-map.svg", 1, "svg-entities")]


def test_half_a_folder_is_told_whole() -> None:
    files, _ = load(FOLDER)
    half = {name: content for name, content in files.items() if not name.startswith("lessons/0")}
    faults = places(read(half).faults)
    assert ("lessons/03-see.ru.md", 1, "no-file") in faults
    assert len([code for *_, code in faults if code == "no-file"]) == 15
    assert places(read({}).faults) == [("module.yaml", 1, "no-file")]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "code"),
    [
        ("questions.yaml", "        right: true\n", "", 10, "no-right"),
        ("questions.yaml", "- id: word\n", "- id: nothing\n", 20, "twice"),
        ("questions.yaml", "  - id: why-two-jobs\n", "  - id: why-first-words\n", 39, "twice"),
        ("questions.yaml", "kind: single", "kind: riddle", 3, "choice"),
        ("questions.yaml", "      ru: 'Учитель встр", "      de: 'Учитель встр", 6, "no-language"),
        (LESSON, "minutes: 7", "minutes: 70", 3, "no-whole"),
        (LESSON, "title: ", "titel: ", 2, "unknown"),
        (LESSON, "{question: why-first-words}", "{question: elsewhere}", 0, "no-question"),
        (LESSON, "{practice: short-visits}", "{practise: short-visits}", 0, "not-understood"),
        (LESSON, "| --- | --- | --- |\n", "", 0, "table"),
        (LESSON, "| Аягы |", "| Аягы | бири |", 0, "table"),
        ("lessons/03-see.ky.md", "![Класстын картасы.", "![](drawings/class-map.svg)\n\n![", 0, "no-alt"),
        ("lessons/03-see.ky.md", "(drawings/class-map.svg)", "(https://elsewhere.example/a.svg)", 0, "not-understood"),
        ("lessons/03-see.ru.md", "## Карта класса\n\n", "", 0, "differs"),
        ("task.ky.md", "  - 'Азырынча", "  # 'Азырынча", 5, "rubric"),
        ("module.yaml", "  - ru\n", "  - ky\n", 6, "twice"),
        ("module.yaml", "  - 01-why\n", "  - ../01-why\n", 9, "name"),
        ("module.yaml", "format: 1", "format: 2", 1, "no-whole"),
    ],
)
def test_faults_name_their_line(name: str, old: str, new: str, line: int, code: str) -> None:
    """Line 0: wherever the change begins."""
    files, _ = load(FOLDER)
    found = {fault.line for fault in changed(name, old, new) if fault.code == code}
    around = files[name].decode().split(old)[0].count("\n") + 1
    assert found
    assert line in found or (line == 0 and min(abs(one - around) for one in found) <= 7)


def test_a_question_of_the_check_is_not_practised_in_its_lesson() -> None:
    faults = changed("questions.yaml", "use: practice", "use: check")
    assert [(fault.file, fault.code) for fault in faults] == [
        (f"lessons/01-why.{one}.md", "no-question") for one in ("en", "ky", "ru")
    ]


def test_a_file_that_nobody_asked_for_is_named() -> None:
    assert places(with_file("lessons/06-more.ky.md", b"")) == [("lessons/06-more.ky.md", 1, "unknown-file")]


def test_on_disk_links_and_large_folders_are_refused(tmp_path: Path) -> None:
    assert places(load(tmp_path / "nowhere")[1]) == [("", 0, "no-folder")]
    (tmp_path / "large").mkdir()
    with (tmp_path / "large" / "a.md").open("wb") as file:
        os.truncate(file.fileno(), 10_000_000)
    assert places(load(tmp_path / "large")[1]) == [("a.md", 0, "folder-large")]
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "a.md").symlink_to("/etc/hostname")
    assert places(load(tmp_path / "linked")[1]) == [("a.md", 0, "link")]
