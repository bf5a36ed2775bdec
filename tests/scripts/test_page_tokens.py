"""A page as tokens: what a reader sees is kept, what only its source says is not."""

import pytest

from scripts.page_tokens import tokens_of


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<div> <p>a  b</p>\n</div>", "<div><p>a b</p></div>"),
        ('<a\n  href="x"\n  class="b  c">d</a>', '<a class="b c" href="x">d</a>'),
        ("<ul>\n<li> a </li>\n</ul>", "<ul><li>a</li></ul>"),
        (f'<input name="t" value="{"a" * 64}">', f'<input value="{"b" * 64}" name="t">'),
        ("<p>a</p>", "<p> a </p>"),
        ("<ul></ul>", "<ul>\n</ul>"),
    ],
)
def test_equal(ours: str, theirs: str) -> None:
    assert tokens_of(ours) == tokens_of(theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("<b>a</b> <b>c</b>", "<b>a</b><b>c</b>"),
        ("<p>a<b>c</b></p>", "<p>a <b>c</b></p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<textarea>\na </textarea>", "<textarea>\na</textarea>"),
        ("<p>a&nbsp;b</p>", "<p>a b</p>"),
        ('<a href="x">a</a>', '<a href="y">a</a>'),
        ("<p>a</p>", "<p>a</p><p></p>"),
        ('<p class="today-due"></p>', '<p class="today-due"> </p>'),
    ],
)
def test_different(ours: str, theirs: str) -> None:
    assert tokens_of(ours) != tokens_of(theirs)


def test_what_is_no_tag_is_read_as_text() -> None:
    assert tokens_of("<script>a < b</script>") == ["<script>", '"a < b"', "</script>"]
    assert tokens_of("<textarea><b></textarea>") == ["<textarea>", '"<b>"', "</textarea>"]
