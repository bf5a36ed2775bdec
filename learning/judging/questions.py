"""What is asked in a module, and how much of an answer is right. Values only: no database, no page.

An answer is what a browser sends, so it may be anything; what is no answer to the question is wrong, never an error.

    single       "b"                      the id of one option
    multiple     ["a", "c"]               ids of options, in any order
    true-false   true
    match        {"a": "a", "b": "c"}     the id on the left with the id on the right
    order        ["c", "a", "b"]          all ids, as they should follow
    number       "12,5"                   as typed
    short        "байкоо"                 as typed
    open         any text                 read by people, never judged
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, get_args

from core.text.normalise import normalise

Kind = Literal["single", "multiple", "true-false", "match", "order", "number", "short", "open"]
Use = Literal["practice", "check"]
# A text by its language.
Texts = Mapping[str, str]

KINDS: Final[tuple[str, ...]] = get_args(Kind)
USES: Final[tuple[str, ...]] = get_args(Use)
LONGEST_SHORT: Final = 200

_NUMBER: Final = re.compile(r"([-+]?)(\d{1,15})(?:[.,](\d{1,10}))?")
_SPACES: Final = re.compile(r"\s")
# Who has no Kyrgyz keys types the letter that looks like it.
_NO_KEYS: Final = str.maketrans("өүң", "оун")


@dataclass(frozen=True)
class Option:
    """One of those to choose, to put in order, or to match: then `partner` is what belongs to it."""

    id: str
    text: Texts
    right: bool = False
    why: Texts | None = None
    partner: Texts | None = None


@dataclass(frozen=True)
class Question:
    """`why` is said after any answer, `why_not` after a wrong one; options of a choice have an explanation each."""

    id: str
    kind: Kind
    use: Use
    lesson: str
    ask: Texts
    options: tuple[Option, ...] = ()
    right: bool | Decimal | None = None
    within: Decimal = Decimal(0)
    accept: Mapping[str, tuple[str, ...]] | None = None
    why: Texts | None = None
    why_not: Texts | None = None

    def is_judged(self) -> bool:
        return self.kind != "open"


def correct(question: Question, answer: object) -> Fraction:
    """How much of it is right, from 0 to 1. An open text is worth nothing here: people read it."""
    return _JUDGES[question.kind](question, answer)


def number_of(typed: object) -> Decimal | None:
    """What was typed as a number: with comma or point, with spaces between thousands; None where it is none."""
    if not isinstance(typed, str):
        return None
    found = _NUMBER.fullmatch(_SPACES.sub("", typed[:LONGEST_SHORT]).replace("−", "-"))
    return Decimal(f"{found[1]}{found[2]}.{found[3] or 0}") if found else None


def as_compared(text: str) -> str:
    """NFC, small letters, ө ү ң as о у н, without marks at the ends."""
    return normalise(text).translate(_NO_KEYS).strip(" .,;:!?«»\"'()—-")


def _right_ids(question: Question) -> set[str]:
    return {option.id for option in question.options if option.right}


def _ids(answer: object) -> list[str] | None:
    if not isinstance(answer, list | tuple) or not all(isinstance(one, str) for one in answer):
        return None
    return [str(one) for one in answer] if len(set(answer)) == len(answer) else None


def _one(question: Question, answer: object) -> Fraction:
    return Fraction(isinstance(answer, str) and answer in _right_ids(question))


def _several(question: Question, answer: object) -> Fraction:
    """Each right one counts, each wrong one takes one away: to tick everything is worth nothing."""
    chosen, right = _ids(answer), _right_ids(question)
    if chosen is None or not set(chosen) <= {option.id for option in question.options}:
        return Fraction(0)
    hits = len(right & set(chosen))
    return max(Fraction(0), Fraction(hits - (len(chosen) - hits), len(right)))


def _matched(question: Question, answer: object) -> Fraction:
    if not isinstance(answer, Mapping):
        return Fraction(0)
    # Two lefts with the same right: nobody may win by giving everything the same partner.
    rights = [answer.get(option.id) for option in question.options]
    hits = sum(
        right == option.id and rights.count(right) == 1 for option, right in zip(question.options, rights, strict=True)
    )
    return Fraction(hits, len(question.options))


def _ordered(question: Question, answer: object) -> Fraction:
    """Of all neighbours in the right order, how many follow each other directly in the answer."""
    right, given = [option.id for option in question.options], _ids(answer)
    if given is None or set(given) != set(right):
        return Fraction(0)
    pairs = set(pairwise(given))
    return Fraction(sum(pair in pairs for pair in pairwise(right)), len(right) - 1)


def _is_near(question: Question, answer: object) -> bool:
    typed = number_of(answer)
    return typed is not None and isinstance(question.right, Decimal) and abs(typed - question.right) <= question.within


def _is_said(question: Question, answer: object) -> bool:
    """In any language of the question: who reads Russian may know the Kyrgyz word."""
    if not isinstance(answer, str) or len(answer) > LONGEST_SHORT:
        return False
    accepted = {as_compared(one) for several in (question.accept or {}).values() for one in several}
    return as_compared(answer) in accepted


_JUDGES: Final[Mapping[Kind, Callable[[Question, object], Fraction]]] = {
    "single": _one,
    "multiple": _several,
    "true-false": lambda question, answer: Fraction(isinstance(answer, bool) and answer is question.right),
    "match": _matched,
    "order": _ordered,
    "number": lambda question, answer: Fraction(_is_near(question, answer)),
    "short": lambda question, answer: Fraction(_is_said(question, answer)),
    "open": lambda _question, _answer: Fraction(0),
}
