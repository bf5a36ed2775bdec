"""The sheets of parts: a page links each one that has a rule for what it shows.

So a component needs no word in the head of each page that shows it, and a page on a slow line loads no more than it
shows. What a script fetches into a page later must find its rules there: ALONG. The sheet of a room is named by the
templates of that room, those of the frame by templates/base.html.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "css"
FRAME: Final = ("core", "shell", "site")
PARTS: Final = (
    *("night", "crumbs", "columns", "facts", "facts-line", "tables", "titles", "tags", "said"),
    *("notes", "tabs", "lists", "lines"),
    *("rows", "going", "opening", "folds", "loading", "people", "clocks", "typed", "miles", "letter", "world"),
    *(
        "forms",
        "radios",
        "grave",
        "errors",
        "fault",
        "progress",
        "bar",
        "picks",
        "answers",
        "codes",
        "hours-table",
        "chips",
    ),
    *("file-pick", "finding", "directory", "facets", "desk", "mini", "parted", "hours", "holds"),
    *("partners", "match", "trail"),
    *("messages", "bars", "pictures", "practices", "featured", "prac-cards", "ladder", "practice-page", "short-code"),
    *("paper", "blocks"),
)
# On a page with a class of the first a script may show the second.
ALONG: Final = {"log": "said", "drop": "errors"}

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_PAPER: Final = re.compile(r"@media print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTORS: Final = re.compile(r"([^{};@]+)\{")
_CHOICE: Final = re.compile(r"(?<=.):(?:is|not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CLASS: Final = re.compile(r"\.([a-zA-Z][\w-]*)")
_CLASSES: Final = re.compile(r'\sclass="([^"]*)"')


def links(page: str) -> SafeString:
    addresses = ((static(f"css/{name}.css"),) for name in parts_of(page))
    return format_html_join("", '<link rel="stylesheet" href="{}">', addresses)


def parts_of(page: str) -> list[str]:
    """The sheets of parts that this page needs, in their order."""
    shown = {word for found in set(_CLASSES.findall(page)) for word in found.split()}
    along = {part for word, part in ALONG.items() if word in shown}
    return [name for name, rules in _parts().items() if name in along or any(rule <= shown for rule in rules)]


@cache
def _parts() -> dict[str, list[frozenset[str]]]:
    """Of each sheet the classes that call for it. What the frame has a rule for does not, by itself: but one that only
    leaves it out on paper is none."""
    framed = {word for name in FRAME for rule in rules_in(name, on_paper=False) if len(rule) == 1 for word in rule}
    return {name: _shortest({rule - framed for rule in rules_in(name)} - {frozenset()}) for name in PARTS}


def rules_in(name: str, *, on_paper: bool = True) -> set[frozenset[str]]:
    """The classes of each selector of a sheet: all of them must be on a page for the rule to mean anything."""
    sheet = _COMMENT.sub(" ", (FOLDER / f"{name}.css").read_text(encoding="utf-8"))
    return set(_rules(sheet if on_paper else _PAPER.sub(" ", sheet)))


def _rules(sheet: str) -> Iterator[frozenset[str]]:
    for selectors in _SELECTORS.findall(sheet):
        for selector in _CHOICE.sub("", selectors).split(","):
            yield frozenset(_CLASS.findall(selector))


def _shortest(rules: set[frozenset[str]]) -> list[frozenset[str]]:
    """Where `.a` is enough, `.a .b` says nothing new."""
    return [rule for rule in rules if not any(other < rule for other in rules)]
