"""Which sheets of parts a page links."""

import re
from typing import Final

import pytest
from django.template import Context, Template

from core.web.sheets import parts_of

LINK: Final = re.compile(r'<link rel="stylesheet"\s+href="[^"]*css/([\w-]+)\.css">')


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ("<p>", []),
        ('<p class="lead btn">', []),
        ('<p class="small tag tag-blue">', ["tags"]),
        ('<nav class="tabs">', ["tabs"]),
        ('<b class="tabular">', []),
        ('<div class="field"><input class="a"></div><p class="note">', ["notes", "forms"]),
        ('<ol class="log"></ol>', ["said", "messages"]),  # a message that arrives says its language
        # What the frame only leaves out on paper calls for its sheet all the same.
        ('<nav class="pages" aria-label="Pages"><span></span></nav>', ["lists"]),
    ],
)
def test_a_page_needs_the_sheets_of_what_it_shows(page: str, parts: list[str]) -> None:
    assert parts_of(page) == parts


def test_they_are_linked_where_the_head_says_once_and_in_their_order() -> None:
    source = '{% sheeted %}<head>{% sheets %}</head><p class="note"></p><p class="tag">{{ word }}</p>{% endsheeted %}'
    drawn = Template(source).render(Context({"word": "<!--sheets-->"}))
    head, body = drawn.split("</head>")
    assert LINK.findall(head) == ["tags", "notes"]
    assert body == '<p class="note"></p><p class="tag">&lt;!--sheets--&gt;</p>'
