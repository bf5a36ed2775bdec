"""No rule without a reader: what the sheets have a rule for stands in a template, a presenter or a script."""

import re
from pathlib import Path
from typing import Final

import pytest

BASE: Final = Path(__file__).resolve().parents[2]
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS: Final = re.compile(r"([^{};@]+)\{")
CLASS: Final = re.compile(r"\.([a-zA-Z][\w-]*)")
# An attribute of a template, with what is chosen within it.
ATTRIBUTE: Final = re.compile(r"""class(?:es)?=["']((?:[^"'{]|\{\{.*?\}\}|\{%.*?%\})*)["']""", re.DOTALL)
BODY: Final = re.compile(r"{% block body_class %}(.*?){% endblock %}")
LITERAL: Final = re.compile(r"""["'`]([a-z][\w -]*)["'`]""")
WORD: Final = re.compile(r"[a-zA-Z][\w-]*")
# Set by htmx while a form is on its way; of Wagtail (editors.css).
NOT_OURS: Final = {"htmx-request", "sidebar", "w-theme-dark", "w-theme-system"}


def ruled(folder: Path) -> set[str]:
    sheets = [COMMENT.sub(" ", path.read_text(encoding="utf-8")) for path in folder.glob("*.css")]
    return {word for sheet in sheets for said in SELECTORS.findall(sheet) for word in CLASS.findall(said)}


def shown() -> tuple[set[str], set[str]]:
    """Classes that are said whole, and beginnings to which a word is put: `note-{{ tone }}`."""
    pages = [
        path.read_text(encoding="utf-8") for kind in ("html", "svg") for path in (BASE / "templates").rglob(f"*.{kind}")
    ]
    said = " ".join(found for page in pages for kind in (ATTRIBUTE, BODY) for found in kind.findall(page))
    code = [
        path
        for room in BASE.iterdir()
        for folder in ("showing", "forms", "kit", "web")
        for path in room.glob(f"{folder}/**/*.py")
    ]
    texts = [path.read_text(encoding="utf-8") for path in [*code, *(BASE / "static" / "js").glob("*.js")]]
    literals = " ".join(found for text in texts for found in LITERAL.findall(text))
    begun = set(re.findall(r"([\w-]+-)\{[{%]", said)) | set(re.findall(r"""[ "']([\w-]+-)\{""", " ".join(texts)))
    return set(WORD.findall(f"{said} {literals}")), begun


def dead(rules: set[str], whole: set[str], begun: set[str]) -> list[str]:
    return sorted(word for word in rules - whole - NOT_OURS if not any(word.startswith(start) for start in begun))


def test_no_rule_is_for_what_nobody_shows() -> None:
    assert dead(ruled(BASE / "static" / "css"), *shown()) == []


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (".shown { top: 0; }", []),
        (".note-gold > .gone { top: 0; }", ["gone"]),
        ("@media (min-width: 43.99rem) { .gone { top: .5rem; } }", ["gone"]),
        ("/* .gone */ .shown:is(.lost, :hover) { top: 0; }", ["lost"]),
    ],
)
def test_the_reader_of_rules_finds(tmp_path: Path, sheet: str, found: list[str]) -> None:
    (tmp_path / "a.css").write_text(sheet, encoding="utf-8")
    assert dead(ruled(tmp_path), {"shown"}, {"note-"}) == found
