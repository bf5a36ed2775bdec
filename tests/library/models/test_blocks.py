"""Nothing that runs, calls home or breaks the page comes out of a body, whatever way it came in."""

import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from library.models.blocks import BodyBlock, CardBlock, clean_rich_text
from tests.library.conftest import planted

EVIL = [
    "<script>alert(1)</script>",
    "<p onclick='x()'>hello</p>",
    "<style>body{display:none}</style>",
    "<form action='https://evil.example/'><input name=password></form>",
    "<img src='https://evil.example/pixel.gif' width=1>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='https://evil.example/'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>'>x</a>",
    "<p style='position:fixed'>x</p>",
    "<embed embedtype='media' url='https://evil.example/'/>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='https://evil.example/'>",
    "<math><mi xlink:href='javascript:alert(1)'>",
]
FORBIDDEN = (
    "<script", "onclick", "<style", "<form", "<input", "<img", "<svg", "<iframe", "javascript:", "data:", "style=",
    "<embed", "<link", "<meta", "<base", "<math", "evil.example",
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses |= {value or "" for name, value in attrs if name == "href"}


@pytest.mark.parametrize("source", EVIL)
def test_the_cleaner_leaves_none_of_it(source: str) -> None:
    assert [word for word in FORBIDDEN if word in clean_rich_text(source)] == []


def test_the_cleaner_leaves_what_is_meant() -> None:
    good = '<p><b>a</b> <i>b</i> <a linktype="page" id="3">c</a> <a href="/ky/rules/">d</a></p><ul><li>e</li></ul>'
    assert clean_rich_text(good) == good
    assert clean_rich_text('<a href="mailto:a@example.org">a</a>') == '<a href="mailto:a@example.org">a</a>'


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(source: str) -> None:
    once = clean_rich_text(source)
    assert clean_rich_text(once) == once


@pytest.mark.django_db
@pytest.mark.parametrize("source", EVIL)
def test_what_lies_in_the_database_is_cleaned_when_it_is_read(client: Client, source: str) -> None:
    page = planted("about", "en")
    page.body = [
        ("text", source),
        ("heading", source),
        ("quote", {"text": source, "source": source}),
        ("note", {"tone": "", "title": source, "text": source}),
        ("steps", [{"title": source, "text": source}]),
        ("card", {"page": None, "address": "https://good.example/", "title": source, "text": source}),
    ]
    page.save_revision().publish()
    text = client.get("/en/about/").content.decode()
    body = re.sub(
        r'<svg[^>]* aria-hidden="true"[^>]*>.*?</svg>', "", text[text.index('<div class="words"') :], flags=re.DOTALL
    )
    seen = Seen(body[: body.index("<footer")])
    assert seen.tags <= {"div", "p", "h2", "figure", "blockquote", "figcaption", "b", "ol", "li", "a", "span"}
    assert seen.attributes <= {"class", "lang", "id", "href", "rel"}
    assert seen.addresses <= {"https://good.example/"}


@pytest.mark.django_db
@pytest.mark.parametrize("source", EVIL)
def test_the_form_of_the_editor_cleans_too(source: str) -> None:
    block = BodyBlock().child_blocks["text"]
    for value in (block.value_from_form(source), block.normalize(source), block.to_python(source)):
        assert [word for word in FORBIDDEN if word in value.source] == []


@pytest.mark.django_db
def test_a_card_has_one_aim() -> None:
    block = CardBlock()
    page = planted("help", "en")
    for aims in ({"page": None, "address": ""}, {"page": page, "address": "https://example.org/"}):
        with pytest.raises(ValidationError, match="either a page"):
            block.clean(block.to_python({"title": "x", "text": ""}) | aims)
    assert (
        block.clean(block.to_python({"title": "x", "text": ""}) | {"page": page, "address": ""})["page"].pk == page.pk
    )


@pytest.mark.django_db
def test_a_card_to_a_page_that_was_taken_away_is_not_shown(client: Client) -> None:
    page, aim = planted("about", "en"), planted("help", "en")
    page.body = [("card", {"page": aim, "address": "", "title": "Read the help", "text": ""})]
    page.save_revision().publish()
    assert 'href="/en/help/">Read the help' in client.get("/en/about/").content.decode()
    aim.unpublish()
    assert "Read the help" not in client.get("/en/about/").content.decode()
