from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from learning.judging.scores import Event, Score, score
from tests.learning.judging.test_questions import ALL, NUMBER, OPEN, SINGLE, TRUE_FALSE, question

FOUR = [question("true-false", right=True) for _ in range(4)]
CHECK = [
    type(one)(id=f"q{place}", kind=one.kind, use="check", lesson="l", ask=one.ask, right=True)
    for place, one in enumerate(FOUR)
]
ANSWERS = st.sampled_from([True, False, None, "b", ["a"], {"a": "a"}, "12,5"])
EVENTS = st.builds(
    Event,
    st.integers(0, 5),
    st.sampled_from(["phone", "school"]),
    st.sampled_from("abcdef"),
    st.sampled_from(["q0", "q1", "q2", "q3", None, "elsewhere"]),
    ANSWERS,
)


@given(st.lists(EVENTS, max_size=12), st.randoms())
def test_shuffled_and_doubled_deliveries_give_one_score(events: list[Event], random: Random) -> None:
    delivered = [*events, *random.choices(events, k=len(events))] if events else []
    random.shuffle(delivered)
    assert score(CHECK, delivered) == score(CHECK, events)


def test_twenty_thousand_shuffled_deliveries_give_one_score() -> None:
    random = Random(15)
    events = [
        Event(n, device, f"{device}{n}", f"q{random.randrange(4)}", random.random() < 0.5)
        for n in range(6)
        for device in ("phone", "school")
    ]
    wanted = score(CHECK, events)
    wrong = 0
    for _ in range(20_000):
        delivered = events + random.choices(events, k=4)
        random.shuffle(delivered)
        wrong += score(CHECK, delivered) != wanted
    assert wrong == 0


def test_the_later_answer_counts_whatever_arrived_first() -> None:
    first, later = Event(1, "phone", "x", "q0", True), Event(2, "school", "y", "q0", False)
    assert score(CHECK, [later, first]) == Score(Fraction(0), frozenset({"q0"}), handed_in=False)


def test_what_comes_after_the_hand_in_is_not_counted() -> None:
    events = [Event(n, "phone", str(n), f"q{n}", True) for n in range(3)]
    events += [
        Event(3, "phone", "done", None),
        Event(4, "phone", "late", "q3", True),
        Event(5, "school", "again", None),
    ]
    made = score(CHECK, events)
    assert (made, made.passed) == (Score(Fraction(3, 4), frozenset({"q0", "q1", "q2"}), handed_in=True), False)


def test_four_of_four_pass_but_not_before_they_are_handed_in() -> None:
    events = [Event(n, "phone", str(n), f"q{n}", True) for n in range(4)]
    assert not score(CHECK, events).passed
    assert score(CHECK, [*events, Event(4, "phone", "done", None)]).passed


def test_open_texts_are_not_in_the_sum() -> None:
    asked = [
        type(one)(**{**vars(one), "id": str(place)}) for place, one in enumerate((SINGLE, TRUE_FALSE, NUMBER, OPEN))
    ]
    events = [Event(0, "phone", "a", "0", "b"), Event(1, "phone", "b", "3", "text")]
    assert score(asked, events) == Score(Fraction(1, 3), frozenset({"0", "3"}), handed_in=False)


def test_nothing_asked_and_nothing_answered() -> None:
    assert score([], []) == Score(Fraction(0), frozenset(), handed_in=False)
    assert score(ALL, []).share == 0
