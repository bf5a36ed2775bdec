"""What stands on the floors of a room: queries and judging read and reckon, showing speaks.

A question that also translates, finds an address or makes a button cannot be asked by a verb, a socket or the API:
they would get the words of whoever happens to look. So words are given where a page is built (showing), or below the
verbs where they are frozen or sent (texts).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

BASE = Path(__file__).resolve().parents[2]
ROOMS: Final = ("demo", "insights", "search", "library", "twinning", "community", "accounts")
SPEAKING: Final = frozenset(
    {
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "npgettext",
        "npgettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "reverse",
        "reverse_lazy",
        "format_html",
        "format_html_join",
        "mark_safe",
        "render_to_string",
        # These follow the language of whoever looks, where none is handed over.
        "begins_in",
        "country_name",
        "get_language",
        "language_name",
    }
)
DISPLAY: Final = re.compile(r"get_\w+_display")  # Django's, of a field with choices
# module or package -> why it may speak nevertheless
MAY: Final = {
    "library/judging/files/": "a refused file is an Invalid with its sentence, raised in a process of its own",
}


def speaks(source: str) -> list[str]:
    """Which names of SPEAKING a module imports, or takes from a module it imports; and any `get_..._display`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names} & SPEAKING
        elif isinstance(node, ast.Attribute) and (node.attr in SPEAKING or DISPLAY.fullmatch(node.attr)):
            found.add(node.attr)
    return sorted(found)


def readers() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for drawer in ("judging", "queries"):
            found = [*(BASE / room / drawer).rglob("*.py"), *(BASE / room).glob(f"{drawer}.py")]
            for path in sorted(found):
                yield path.relative_to(BASE).as_posix(), path.read_text(encoding="utf-8")


def test_queries_and_judging_do_not_speak() -> None:
    found = {name: names for name, source in readers() if (names := speaks(source))}
    found = {name: names for name, names in found.items() if not name.startswith(tuple(MAY))}
    assert found == {}


def test_what_may_speak_does() -> None:
    speaking = {name for name, source in readers() if speaks(source)}
    assert [place for place in MAY if not any(name.startswith(place) for name in speaking)] == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from django.utils.translation import gettext as _", ["gettext"]),
        ("from django import urls\nurls.reverse('home')", ["reverse"]),
        ("from django.utils.translation import get_language", ["get_language"]),
        ("from core.language import formats\nformats.country_name('KG')", ["country_name"]),
        ("practice.get_licence_display()", ["get_licence_display"]),
        ("from django.utils.translation import override", []),
    ],
)
def test_the_reader_finds(source: str, names: list[str]) -> None:
    assert speaks(source) == names
