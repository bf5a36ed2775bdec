"""No template may print a date by Django's formats, hold what the Content-Security-Policy forbids, or draw its own head."""

import re
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[1]
TEMPLATES = sorted(
    path
    for path in BASE.glob("**/templates/**/*")
    if path.is_file() and not {".venv", "var", "build"} & set(path.relative_to(BASE).parts)
)
PAGES = [path for path in TEMPLATES if path.suffix in {".html", ".svg", ".xml"}]

FORMATS = re.compile(
    r"\|\s*(?:date|time|localize|unlocalize|timesince|timeuntil|floatformat|naturaltime|naturalday|intcomma)\b"
    r"|{%-?\s*(?:localize|now)\b"
)
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"\s(?:on[a-z]+|(?:data-)?hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
}
TITLE = re.compile(r"<h1\b", re.IGNORECASE)
CRUMB = re.compile(r"""class\s*=\s*["'](?:[^"']*\s)?crumb[\s"']""", re.IGNORECASE)
HEAD = re.compile(r"""class\s*=\s*["'](?:[^"']*\s)?head[\s"']""", re.IGNORECASE)
OWN_TITLES = {
    "components/page_head.html": "the head of all others",
    "components/bridge_header.html": "of a twin space: the bridge with two clocks is its head",
    "library/home_page.html": "the panel of the first page",
    "library/sheet.html": "a sheet of paper",
    "accounts/my_data.html": "a file that people take home, without our styles",
    "mails/page.html": "a mail",
    "community/mail/digest.html": "a mail",
}
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def places(pattern: re.Pattern[str], path: Path) -> list[str]:
    """Where it stands, without what template comments say about it."""
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), path.read_text(encoding="utf-8"))
    return [
        f"{path.relative_to(BASE)}:{text.count(chr(10), 0, found.start()) + 1} {found[0].strip()}"
        for found in pattern.finditer(text)
    ]


def test_there_are_templates_to_judge() -> None:
    assert BASE / "templates" / "base.html" in PAGES


def test_dates_and_numbers_pass_our_filters() -> None:
    assert [place for path in TEMPLATES for place in places(FORMATS, path)] == []


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    assert [place for path in PAGES for place in places(INLINE[what], path)] == []


def test_titles_stand_in_the_head_of_a_page() -> None:
    titled = {str(path.relative_to(BASE / "templates")) for path in PAGES if places(TITLE, path)}
    assert titled == set(OWN_TITLES)


def test_nothing_else_has_the_measures_of_a_head() -> None:
    by_hand = [place for path in PAGES for place in places(HEAD, path)]
    assert [place.partition(":")[0] for place in by_hand] == ["templates/components/page_head.html"]


def test_the_way_up_is_one_component() -> None:
    by_hand = [place for path in PAGES for place in places(CRUMB, path)]
    assert [place.partition(":")[0] for place in by_hand] == ["templates/components/breadcrumb.html"]


@pytest.mark.parametrize(
    ("source", "found"),
    [('<header class="head">', True), ('<form class="row head">', True), ('<p class="head-tags">', False)],
)
def test_the_judge_sees_a_head(source: str, found: bool) -> None:
    assert bool(HEAD.search(source)) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [('<nav class="crumb">', True), ("<nav class='row crumb end'>", True), ('<p class="crumble">', False)],
)
def test_the_judge_sees_a_way_up(source: str, found: bool) -> None:
    assert bool(CRUMB.search(source)) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p style="color:red">', "a style attribute"),
        ('<button onclick="go()">', "an event handler"),
        ("<script>go()</script>", "a script without src"),
        ('<script type="module">', "a script without src"),
        ("<STYLE>", "a style element"),
        ('<a href="javascript:go()">', "a javascript: address"),
    ],
)
def test_the_judge_sees_what_it_looks_for(source: str, found: str) -> None:
    assert [what for what, pattern in INLINE.items() if pattern.search(source)] == [found]


@pytest.mark.parametrize("source", ['<script src="a.js" defer>', '<div data-style="x">', "{% translate 'on=' %}"])
def test_the_judge_lets_pass_what_is_allowed(source: str) -> None:
    assert [what for what, pattern in INLINE.items() if pattern.search(source)] == []


@pytest.mark.parametrize("source", ["{{ d|date:'Y' }}", "{{ d|time }}", "{% localize on %}", "{{ n | floatformat }}"])
def test_the_judge_sees_django_formats(source: str) -> None:
    assert FORMATS.search(source) is not None
