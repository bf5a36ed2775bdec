"""What authors type, made into HTML that cannot do anything but be read."""

import re
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.judging.quoting import quoted
from core.text.markup import TAGS, Names, cited, count_named, made_of, plain, rendered, with_cites

CODE = "abcdefghjk"


def _names(*people: str) -> Names:
    return Names({name: [name] for name in people})


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"),
        ("**bold** and ** not", "<p><strong>bold</strong> and ** not</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("> said\n> twice\n\nanswer", "<blockquote><p>said<br>twice</p></blockquote><p>answer</p>"),
        (f"> #{CODE}\n> said", f"<blockquote><cite>{CODE}</cite><p>said</p></blockquote>"),
        (
            "see https://example.org/a?b=1&c=2.",
            '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">https://example.org/a?b=1&amp;c=2</a>.</p>',
        ),
        (
            "[school](https://example.org)",
            '<p><a href="https://example.org" rel="nofollow ugc noopener">school</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<img src=https://track.er/x.png>", None),
        (
            "@Liis Oja and a@b.org",
            '<p><b>@Liis Oja</b> and <a href="mailto:a@b.org" rel="nofollow ugc noopener">a@b.org</a></p>',
        ),
        ("@Liis Ojar", "<p>@Liis Ojar</p>"),
    ],
)
def test_what_is_made_of_what(source: str, made: str | None) -> None:
    found = rendered(source, _names("Liis Oja"))
    assert found == made if made is not None else "<img" not in found


def tags_of(made: str) -> set[str]:
    return {match[1].lower() for match in re.finditer(r"</?\s*([A-Za-z][A-Za-z0-9]*)", made)}


PIECES = st.sampled_from(
    ["<", ">", "<script>", "<svg onload=x>", "<style>", "<form action=x>", "<img src=x onerror=y>", "](", "[", "**", "> ", "- ", "1. ",
     "javascript:", 'https://a.b/"onmouseover="x', "data:text/html,x", "@Liis", "#abcdefghjk", "\n", "&lt;", "&#60;", "'", '"', "</p>", "<cite>abcdefghjk</cite>"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_nothing_but_the_few_tags_comes_out(source: str) -> None:
    made = rendered(source, _names("Liis"))
    assert tags_of(made) <= TAGS
    for attributes in re.findall(r"<[a-z]+( [^>]*)>", made):
        assert re.fullmatch(r'( href="(https?://|mailto:)[^"]*")?( rel="nofollow ugc noopener")?', attributes)


@pytest.mark.parametrize(
    "piece",
    ["**", "[", "[a](", "@Liis ", "> ", ">", "- ", "https://", "a" * 19 + " ", "\n>", "<", "&", "#abcdefghjk\n"],
)
def test_the_longest_post_of_one_piece_is_quick(piece: str) -> None:
    began = perf_counter()
    rendered((piece * 20_000)[:20_000], _names("Liis", *(f"Person {number}" for number in range(200))))
    assert perf_counter() - began < 2


def test_a_quote_takes_the_beginning_without_inner_quotes() -> None:
    assert quoted(CODE, "> older\n\nMine\ntwo") == f"> #{CODE}\n> Mine\n> two\n\n"
    assert len(quoted(CODE, "word " * 1000)) < 700


def test_marks_of_quotes_become_what_the_page_says() -> None:
    made = rendered(f"> #{CODE}\n> said")
    assert cited(made) == [CODE]
    assert with_cites(made, lambda code: f"[{code}]") == f"<blockquote>[{CODE}]<p>said</p></blockquote>"


def test_the_words_alone() -> None:
    assert plain(rendered("One **two** <b>\n\n- three")) == "One two <b>\nthree"


def test_who_is_named() -> None:
    names = Names({"a": ["Liis Oja"], "b": ["Liis"], "c": ["Айбек"]})
    assert made_of("@Айбек, @Liis Oja! @Nobody", names).named == ["c", "a"]
    assert count_named("@a @b x@y.z @@c") == 2
