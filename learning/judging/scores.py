"""The score of a check is a function of the set of its events, so the order and number of their deliveries are nothing.

Of two answers to a question the later one counts. Later is decided by what the events say of themselves: the counter
of the device, then the device, then the id; never by a clock, which may be wrong by a year.
"""

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from learning.judging.questions import Question, correct

PASSED_FROM: Final = Fraction(80, 100)


class Event(NamedTuple):
    """An answer, or with `question` None the hand-in. A device raises its counter above every one it has seen."""

    counter: int
    device: str
    id: str
    question: str | None
    answer: object = None


class Score(NamedTuple):
    share: Fraction
    # Ids of questions with an answer that counts.
    answered: frozenset[str]
    handed_in: bool

    @property
    def passed(self) -> bool:
        return self.handed_in and self.share >= PASSED_FROM


def score(questions: Sequence[Question], events: Iterable[Event]) -> Score:
    """What counts is said before the first hand-in; open texts stay out of the sum."""
    counted, handed_in = _until_hand_in(events)
    last = {event.question: event.answer for event in counted}
    judged = [question for question in questions if question.is_judged()]
    got = sum((correct(one, last[one.id]) for one in judged if one.id in last), Fraction(0))
    known = {question.id for question in questions}
    answered = frozenset(name for name in last if name is not None and name in known)
    return Score(got / len(judged) if judged else Fraction(0), answered, handed_in)


def _until_hand_in(events: Iterable[Event]) -> tuple[list[Event], bool]:
    counted: list[Event] = []
    for event in sorted(events, key=_order):
        if event.question is None:
            return counted, True
        counted.append(event)
    return counted, False


def _order(event: Event) -> tuple[int, str, str, str, str]:
    """A total order: two events that claim one id but differ are told apart by what they say."""
    said = json.dumps(event.answer, sort_keys=True, ensure_ascii=False, default=str)
    return event.counter, event.device, event.id, event.question or "", said
