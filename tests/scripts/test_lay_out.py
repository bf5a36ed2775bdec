"""Templates are laid out without a change of what a browser shows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.lay_out import lay_out
from scripts.page_tokens import tokens_of

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LONG = "word " * 40


def test_every_template_is_laid_out() -> None:
    wrong = [
        str(path.relative_to(TEMPLATES))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if lay_out(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_a_long_line_is_one_tag_or_has_no_place_for_a_break() -> None:
    """A blank outside of tags is such a place; what has none is a row of inline pieces without a blank."""
    long = [
        line
        for path in TEMPLATES.rglob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 140
    ]
    assert len(long) < 100
    assert max(map(len, long)) < 400


@pytest.mark.parametrize(
    ("source", "laid"),
    [
        (
            f'<div class="a"><p>{LONG}</p><p>{LONG}</p></div>\n',
            (
                '<div class="a">\n  <p>\n'
                f"    {'word ' * 27}\n    {'word ' * 13}\n  </p>\n  <p>\n    {'word ' * 27}\n    {'word ' * 13}\n  </p>\n</div>\n"
            ),
        ),
        (f"<b>{'x' * 90}</b><i>{'y' * 90}</i>\n", f"<b>{'x' * 90}</b><i\n    >{'y' * 90}</i>\n"),
        (
            f'<a class="{"x" * 90}" href="{"y" * 90}">z</a>\n',
            f'<a class="{"x" * 90}"\n    href="{"y" * 90}">z</a>\n',
        ),
        (
            f'<path class="a" d="{"x" * 140}"/><path d="b"/>\n',
            f'<path class="a"\n    d="{"x" * 140}"\n    />\n<path d="b"/>\n',
        ),
        (f"<pre>{LONG}  {LONG}</pre>\n", f"<pre>{LONG}  {LONG}</pre>\n"),
        (
            f"{{% blocktranslate %}}{LONG}{{% endblocktranslate %}}\n",
            f"{{% blocktranslate %}}{LONG}{{% endblocktranslate %}}\n",
        ),
        ("<div>\n<p>a</p>\n</div>\n", "<div>\n  <p>a</p>\n</div>\n"),
        ("<i>a</i>", "<i>a</i>"),
    ],
    ids=["blocks", "inline", "attributes", "closed by itself", "pre", "translated", "nesting", "no end of line"],
)
def test_breaks(source: str, laid: str) -> None:
    assert lay_out(source) == "\n".join(line.rstrip() for line in laid.split("\n"))


@pytest.mark.parametrize(
    "source",
    [
        f"{{% if a %}}<b>{'x' * 80}</b>{{% else %}}<i>{'y' * 80}</i>{{% endif %}}<u>z</u>\n",
        f"<p>{{% for a in b %}}<b>{'x' * 80}</b>{{% endfor %}}{'y' * 60}</p>\n",
        f"<span>{'x' * 80}</span>{{% if a %}}, {{% endif %}}<span>{'y' * 80}</span>\n",
    ],
)
def test_nothing_is_parted_where_a_blank_would_be_seen(source: str) -> None:
    import re

    bare = re.compile(r"\{%.*?%\}")
    assert tokens_of(bare.sub("", lay_out(source))) == tokens_of(bare.sub("", source))


WORDS = st.text("abc", min_size=1, max_size=30)
INLINE = st.recursive(
    WORDS, lambda inner: st.builds("<b>{}</b>".format, inner) | st.builds("{} {}".format, inner, inner)
)
PIECES = st.recursive(
    INLINE,
    lambda inner: (
        st.builds('<div class="{1}">{0}</div>'.format, inner, WORDS)
        | st.builds("{}{}".format, inner, inner)
        | st.builds("<p>{}</p>\n<ul><li>{}</li></ul>".format, INLINE, INLINE)
        | st.builds('<a href="{}">{}</a>'.format, WORDS, INLINE)
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_a_browser_shows_the_same_and_once_more_changes_nothing(source: str) -> None:
    laid = lay_out(source)
    assert tokens_of(laid) == tokens_of(source)
    assert lay_out(laid) == laid
