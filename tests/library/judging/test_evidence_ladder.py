"""The ladder rises by a rule that anybody can check, and never falls because somebody else has tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.judging.evidence_ladder import Trial, ladder_of

YES, PARTLY, NO = Trial("yes", "KG"), Trial("partly", "KG"), Trial("no", "KG")
trials = st.lists(
    st.builds(Trial, st.sampled_from(["yes", "partly", "no"]), st.sampled_from(["KG", "EE", "DE"])), max_size=6
)
claims = st.sampled_from([None, 1, 2, 3, 4, 5])


def level(claimed: int | None, *told: Trial, evaluated: bool = False) -> int:
    return ladder_of(claimed=claimed, home="KG", trials=told, evaluated=evaluated).level


@pytest.mark.parametrize(
    ("claimed", "told", "expected"),
    [
        (None, (), 1),
        (1, (), 1),
        (2, (), 2),
        (3, (), 3),
        (4, (), 3),
        (5, (), 3),
        (1, (YES,), 2),
        (1, (YES, YES), 4),
        (2, (YES,), 4),
        (3, (YES,), 4),
        (3, (PARTLY,), 3),
        (3, (PARTLY, PARTLY), 4),
        (3, (NO, NO, NO), 3),
        (2, (NO, YES), 4),
    ],
)
def test_the_rule(claimed: int | None, told: tuple[Trial, ...], expected: int) -> None:
    assert level(claimed, *told) == expected


def test_the_top_needs_an_evaluation_from_outside() -> None:
    assert (level(1, evaluated=True), level(5, *[YES] * 50)) == (5, 4)


@given(claims, trials, st.booleans(), st.sampled_from([YES, PARTLY, NO]))
def test_one_more_trial_never_lowers_it(claimed: int | None, told: list[Trial], evaluated: bool, more: Trial) -> None:
    before = ladder_of(claimed=claimed, home="KG", trials=told, evaluated=evaluated)
    after = ladder_of(claimed=claimed, home="KG", trials=[*told, more], evaluated=evaluated)
    assert after.level >= before.level
    assert after.international >= before.international


@given(claims, trials)
def test_no_claim_goes_past_what_others_have_tried(claimed: int | None, told: list[Trial]) -> None:
    found = ladder_of(claimed=claimed, home="KG", trials=told, evaluated=False)
    good = sum(trial.worked == "yes" for trial in told) + sum(trial.worked == "partly" for trial in told) // 2
    assert found.level <= (4 if good else 3)
    assert found.level >= found.claimed


@given(trials, st.booleans())
def test_a_higher_claim_never_lowers_it(told: list[Trial], evaluated: bool) -> None:
    levels = [
        ladder_of(claimed=claimed, home="KG", trials=told, evaluated=evaluated).level for claimed in (1, 2, 3, 4, 5)
    ]
    assert levels == sorted(levels)
