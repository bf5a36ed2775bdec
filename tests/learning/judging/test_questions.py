from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.judging.questions import KINDS, Option, Question, correct, number_of

T = {"ky": "т"}


def option(name: str, *, right: bool = False) -> Option:
    return Option(name, T, right)


def question(kind: str, **more: object) -> Question:
    return Question(id="q", kind=kind, use="check", lesson="l", ask=T, **more)


SINGLE = question("single", options=(option("a"), option("b", right=True)))
MULTIPLE = question("multiple", options=(option("a", right=True), option("b"), option("c", right=True), option("d")))
TRUE_FALSE = question("true-false", right=False)
MATCH = question("match", options=(option("a"), option("b"), option("c")))
ORDER = question("order", options=(option("a"), option("b"), option("c")))
NUMBER = question("number", right=Decimal("12.5"), within=Decimal("0.1"))
SHORT = question("short", accept={"ky": ("Үйрөнүү",), "ru": ("учение", "учёба")})
OPEN = question("open")
ALL = (SINGLE, MULTIPLE, TRUE_FALSE, MATCH, ORDER, NUMBER, SHORT, OPEN)


@pytest.mark.parametrize(
    ("asked", "answer", "share"),
    [
        (SINGLE, "b", "1"),
        (SINGLE, "a", "0"),
        (SINGLE, ["b"], "0"),
        (MULTIPLE, ["c", "a"], "1"),
        (MULTIPLE, ["a"], "1/2"),
        (MULTIPLE, ["a", "b"], "0"),
        (MULTIPLE, ["a", "b", "c", "d"], "0"),
        (MULTIPLE, ["a", "a"], "0"),
        (MULTIPLE, ["a", "elsewhere"], "0"),
        (TRUE_FALSE, False, "1"),
        (TRUE_FALSE, True, "0"),
        (TRUE_FALSE, 0, "0"),
        (MATCH, {"a": "a", "b": "b", "c": "c"}, "1"),
        (MATCH, {"a": "a", "b": "c", "c": "b"}, "1/3"),
        (MATCH, {"a": "a", "b": "a", "c": "a"}, "0"),
        (MATCH, {"a": ["a"]}, "0"),
        (ORDER, ["a", "b", "c"], "1"),
        (ORDER, ["c", "a", "b"], "1/2"),
        (ORDER, ["c", "b", "a"], "0"),
        (ORDER, ["a", "b"], "0"),
        (NUMBER, "12,5", "1"),
        (NUMBER, " 12.6 ", "1"),
        (NUMBER, "12.61", "0"),
        (NUMBER, "nan", "0"),
        (NUMBER, 12.5, "0"),
        (SHORT, "үйрөнүү", "1"),
        (SHORT, "  УЙРОНУУ. ", "1"),
        (SHORT, "y\u0306йрөнүү", "0"),
        (SHORT, "учеба", "1"),
        (SHORT, "үйрөтүү", "0"),
        (SHORT, "ү" * 10_000, "0"),
        (OPEN, "anything", "0"),
    ],
)
def test_share(asked: Question, answer: object, share: str) -> None:
    assert correct(asked, answer) == Fraction(share)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1 000", "1000"), ("1\u00a0000,5", "1000.5"), ("−3", "-3"), ("1e9", None), ("", None), ("²", None)],
)
def test_numbers_as_typed(typed: str, number: str | None) -> None:
    assert number_of(typed) == (None if number is None else Decimal(number))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from("abc"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from("abc"), inner),
)


@given(st.sampled_from(ALL), JSON)
def test_whatever_a_browser_sends_is_a_share(asked: Question, answer: object) -> None:
    assert 0 <= correct(asked, answer) <= 1


def test_each_kind_is_tried_here() -> None:
    assert {one.kind for one in ALL} == set(KINDS)
