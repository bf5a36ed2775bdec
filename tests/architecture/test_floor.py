"""Scripts and sheets need no more than the floor: Chrome and Edge 99, Firefox 98, Safari 15.4 (docs/running.md).

What came later stands here with the place that does without it, or is not used.
"""

import re
from pathlib import Path
from typing import Final

import pytest

BASE = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((BASE / "static" / "js").glob("*.js"))
SHEETS = sorted((BASE / "static" / "css").glob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)

# Later than the floor in at least one of the three engines.
NEWER: Final = {
    "AbortSignal.timeout, .any": r"AbortSignal\s*\.\s*(?:timeout|any)\b",
    "requestSubmit": r"\brequestSubmit\b",
    "structuredClone of everything": r"\bstructuredClone\b",
    "findLast": r"\.\s*findLast(?:Index)?\b",
    "Array of a copy": r"\.\s*to(?:Sorted|Reversed|Spliced)\s*\(|\.\s*with\s*\(",
    "groupBy": r"\b(?:Object|Map)\s*\.\s*groupBy\b",
    "Promise.withResolvers, .try": r"\bPromise\s*\.\s*(?:withResolvers|try)\b",
    "Array.fromAsync": r"\bfromAsync\b",
    "sets of sets": r"\.\s*(?:union|intersection|difference|symmetricDifference|isSubsetOf)\s*\(",
    "lookbehind": r"\(\?<[=!]",
    "the flag v": r"/[dgimsuy]*v[dgimsuy]*[\s,;.)]",
    "popover": r"\b(?:showPopover|hidePopover|togglePopover|popover)\b",
    "closedBy, requestClose": r"\b(?:closedBy|requestClose)\b",
    "inert": r"\binert\b",
    "checkVisibility": r"\bcheckVisibility\b",
    "View transitions": r"\bstartViewTransition\b",
    "navigation": r"\bnavigation\s*\.",
    "scrollend": r"\bscrollend\b",
    "compression streams": r"\b(?:De)?[cC]ompressionStream\b",
    "import maps, import of other kinds": r"\bimport\.meta\.resolve\b|\bwith\s*\{\s*type\b",
    "setHTML, moveBefore": r"\b(?:setHTML(?:Unsafe)?|moveBefore|parseHTMLUnsafe)\b",
    "ReadableStream as a list": r"\bfor\s+await\b",
    "Temporal, DurationFormat, Segmenter": r"\bTemporal\b|\b(?:DurationFormat|Segmenter)\b",
    "fields for private names in `in`": r"#\w+\s+in\s+",
    "static blocks": r"\bstatic\s*\{",
    "WeakRef, iterators": r"\bIterator\s*\.|\.\s*(?:drop|take|flatMap)\s*\(\s*\d",
    "isWellFormed": r"\b(?:isWellFormed|toWellFormed)\b",
    "fetch priority, keepalive": r"\bfetchLater\b",
    "clipboard of things": r"\bClipboardItem\b",
    "IndexedDB.databases": r"\bindexedDB\s*\.\s*databases\b",
}
# name -> where and why it may stand there nevertheless
ALLOWED_IN_SCRIPTS: Final[dict[str, str]] = {}

NEWER_IN_SHEETS: Final = {
    "ranges of media queries": r"@media[^{]*[<>]",
    ":has()": r":has\(",
    "@container": r"@container\b|container-(?:type|name)",
    "color-mix(), oklch(), light-dark()": r"\b(?:color-mix|oklch|oklab|lch|lab|color|light-dark)\(",
    "nesting": r"\{[^{}@]*&|^\s*&|;\s*&",
    "dvh, svh, lvh": r"\d(?:dvh|svh|lvh|dvw|svw|lvw|cqi|cqw|lh|rlh)\b",
    "subgrid": r"\bsubgrid\b",
    "@scope, @property, @starting-style": r"@(?:scope|property|starting-style|position-try|view-transition)\b",
    "popover": r":popover-open|\[popover",
    "overflow: clip": r"overflow(?:-[xy])?:\s*clip",
    "text-wrap": r"text-wrap",
    "translate, scale, rotate": r"(?:^|[;{]\s*)(?:translate|scale|rotate)\s*:",
    "field-sizing, interpolate-size, anchors": r"field-sizing|interpolate-size|\banchor-name\b|\banchor\(|position-area",
    "content-visibility, animations of scrolling": r"content-visibility|animation-timeline|scroll-timeline",
    "round(), sin(), image-set()": r"\b(?:round|mod|rem|sin|cos|tan|image-set|linear)\(\s*[\w.-]",
    ":user-invalid": r":user-(?:in)?valid",
    "mask without -webkit-": r"(?<!-webkit-)\bmask(?:-\w+)?:",
    "line-clamp": r"(?<!-webkit-)\bline-clamp",
}
ALLOWED_IN_SHEETS: Final = {
    ":has()": {
        "class.css": "without it every row of the timetable is shown",
        "late.css": "without it the page behind More can be scrolled",
    },
    "dvh, svh, lvh": {"shell.css": "after the same with vh", "late.css": "after the same with vh"},
    "@scope, @property, @starting-style": {"core.css": "without it one page follows the other at once"},
    "popover": {
        "facets.css": "within @supports; without it the filters stand in the page, their buttons do not",
        "library.css": "as before",
    },
    "text-wrap": {
        "core.css": "lines only break less well",
        "home.css": "lines only break less well",
        "rows.css": "as before",
        "practices.css": "as before",
    },
    "field-sizing, interpolate-size, anchors": {"talk.css": "without it the composer keeps its two lines"},
    "mask without -webkit-": {
        "core.css": "stands behind its twin with -webkit-",
    },
}


def used(patterns: dict[str, str], files: list[Path]) -> list[tuple[str, str, str]]:
    found = []
    for path in files:
        text = COMMENT.sub(" ", path.read_text(encoding="utf-8"))
        for name, pattern in patterns.items():
            hit = re.search(pattern, text, re.MULTILINE)
            if hit:
                found.append((name, path.name, hit[0]))
    return found


def test_no_script_needs_more_than_the_floor() -> None:
    assert [one for one in used(NEWER, SCRIPTS) if one[0] not in ALLOWED_IN_SCRIPTS] == []


def test_no_sheet_needs_more_than_the_floor() -> None:
    needed = [one for one in used(NEWER_IN_SHEETS, SHEETS) if one[1] not in ALLOWED_IN_SHEETS.get(one[0], {})]
    assert needed == []


def test_heights_of_the_window_have_one_that_is_known_before_them() -> None:
    """In the same rule."""
    rules = [
        (path.name, rule.group(1).strip(), rule.group(2))
        for path in SHEETS
        for rule in re.finditer(r"([^{};]+)\{([^{}]*)\}", COMMENT.sub(" ", path.read_text(encoding="utf-8")))
    ]
    without = [
        (name, selector)
        for name, selector, said in rules
        for found in re.finditer(r"([\w-]+):[^;]*\ddvh", said)
        if not re.search(rf"{found[1]}:[^;]*\dvh[^;]*;", said[: found.start()])
    ]
    assert without == []


def test_the_sheet_of_older_browsers_is_small_and_reaches_no_other() -> None:
    sheet = (BASE / "static" / "css" / "plain.css").read_text(encoding="utf-8")
    assert len(sheet.encode()) <= 3000
    bare = COMMENT.sub(" ", sheet).strip()
    assert bare.startswith("@supports not (")
    assert bare.count("@") == 1  # all of it stands within
    assert "var(" not in bare


def test_what_is_allowed_is_used() -> None:
    known = {(name, sheet) for name, sheets in ALLOWED_IN_SHEETS.items() for sheet in sheets}
    assert known - {(name, sheet) for name, sheet, _hit in used(NEWER_IN_SHEETS, SHEETS)} == set()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("signal: AbortSignal.timeout(5)", "AbortSignal.timeout, .any"),
        ("form.requestSubmit(button)", "requestSubmit"),
        ("const last = list.findLast((one) => one)", "findLast"),
        ("text.replace(/(?<=a)b/g, '')", "lookbehind"),
        ("list.toSorted()", "Array of a copy"),
    ],
)
def test_the_reader_of_scripts_finds(tmp_path: Path, source: str, name: str) -> None:
    script = tmp_path / "a.js"
    script.write_text(source, encoding="utf-8")
    assert [one[0] for one in used(NEWER, [script])] == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("@media (width < 30rem) { a { top: 0; } }", "ranges of media queries"),
        (".a { color: red; &:hover { color: blue; } }", "nesting"),
        (".a { height: 100dvh; }", "dvh, svh, lvh"),
        (".a { color: color-mix(in srgb, red, blue); }", "color-mix(), oklch(), light-dark()"),
    ],
)
def test_the_reader_of_sheets_finds(tmp_path: Path, source: str, name: str) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text(source, encoding="utf-8")
    assert [one[0] for one in used(NEWER_IN_SHEETS, [sheet])] == [name]


def test_every_script_begins_with_the_floor() -> None:
    """Below it no other script runs: pages stay plain, and each form is a form."""
    begins = re.compile(
        r'\A(?:\s*//[^\n]*\n|\s*\n)*import (?:\{[^}]*\} from )?"\./(?:browser-floor|character-count)\.js";'
    )
    without = [path.name for path in SCRIPTS if not begins.match(path.read_text(encoding="utf-8"))]
    assert without == ["browser-floor.js"]


def test_every_drawing_has_a_size_without_its_sheet() -> None:
    """In a browser without layers an svg is else as wide as the page."""
    drawings = [
        (path.name, found[0])
        for path in sorted((BASE / "templates").rglob("*.html"))
        for found in re.finditer(r"<svg\b[^>]*>", path.read_text(encoding="utf-8"))
    ]
    assert [one for one in drawings if " width=" not in one[1]] == []
    assert len(drawings) > 8
