from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching import oracle
from tests.twinning.matching.worlds import open_sides, side, sides, tartu
from twinning.matching import Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, score
from twinning.matching.criteria import ScoredPoint, points
from twinning.matching.scores import contributions, shrunk, utility

anybody = sides() | open_sides()


def values(a: MatchSide, b: MatchSide) -> dict[tuple[str, str], float]:
    return {(point.criterion, point.term): point.value for point in points(a, b)}


def test_a_pair_by_hand() -> None:
    """Speak A2 0.5, age 2 of 2, live 270 min 1, letters 1: u = v = 3.5 / 4, n = 4."""
    found = score(side(), tartu())
    assert (found.u, found.v, found.g) == pytest.approx((0.875, 0.875, 0.875))
    assert found.answered == 4
    assert found.value == pytest.approx(4 / 9 + (0.875 - 4 / 9) * 4 / 6)
    assert found.strength == "good"


def test_weights_pull() -> None:
    ask = Ask(weight=8)
    us = side(wanted_languages={"de": LanguageAsk(Level.B1, ask)})
    assert score(us, tartu()).u == pytest.approx(4 * 3.5 / 24)
    assert score(us, tartu(languages={"en": Level.B1, "de": Level.A1})).u == pytest.approx((4 * 3.5 + 8 / 3) / 24)


def test_whoever_gains_nothing_pulls_all_down() -> None:
    only_music = tartu(
        speak=Ask(MatchNeed.NO_MATTER), age_ask=Ask(MatchNeed.NO_MATTER), wanted_themes={"music": Ask()}, work={}
    )
    found = score(side(), only_music)
    assert (found.v, found.g, found.strength) == (0, 0, "fair")


def test_who_asks_for_nothing_is_placed_at_the_prior_mean() -> None:
    nothing = Ask(MatchNeed.NO_MATTER)
    silent = tartu(speak=nothing, age_ask=nothing, work={"letters": Work(ask=nothing)})
    found = score(side(), silent)
    assert (found.v, found.theirs, found.answered, found.value) == (0, (), 0, 4 / 9)


@pytest.mark.parametrize(
    ("value", "word"),
    [(1.0, "strong"), (0.75, "strong"), (0.7499, "good"), (0.5, "good"), (0.4999, "fair"), (0, "fair")],
)
def test_strength_is_a_word(value: float, word: str) -> None:
    assert replace(score(side(), tartu()), value=value).strength == word


def test_a_rural_line_does_not_count_against_letters() -> None:
    poor = tartu(connectivity=0)
    assert values(side(), poor)["work", "letters"] == 1
    assert values(side(), poor)["work", "live"] == 0.25


def test_live_work_grows_with_common_time_from_half_an_hour() -> None:
    assert [
        next(p.value for p in points(side(), tartu(), minutes) if p.term == "live") for minutes in (29, 30, 45, 90, 300)
    ] == [0, 1 / 3, 0.5, 1, 1]


def test_age_counts_the_part_of_their_class_that_we_accept() -> None:
    assert values(side(wanted_ages=Range(12, 14)), tartu(ages=Range(10, 14)))["age", ""] == 0.6
    assert values(side(wanted_ages=Range(9, 18)), tartu(ages=Range(12, 13)))["age", ""] == 1


def test_themes_match_what_they_offer_or_look_for() -> None:
    us = side(wanted_themes={"water": Ask(), "music": Ask(), "robots": Ask()})
    them = tartu(
        offered_themes=frozenset({"water"}), wanted_themes={"music": Ask(), "robots": Ask(MatchNeed.NO_MATTER)}
    )
    found = values(us, them)
    assert (found["theme", "water"], found["theme", "music"], found["theme", "robots"]) == (1, 1, 0)


@given(anybody, anybody)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_score_equals_the_oracle(a: MatchSide, b: MatchSide) -> None:
    found = score(a, b)
    (u, n), (v, m) = oracle.utility(a, b), oracle.utility(b, a)
    assert (found.u, found.v, found.value) == pytest.approx((u, v, oracle.value(a, b)), abs=1e-9)
    assert found.answered == min(n, m)


@given(anybody, anybody)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_score_is_the_same_from_both_banks(a: MatchSide, b: MatchSide) -> None:
    there, back = score(a, b), score(b, a)
    assert (there.g, there.value, there.u, there.v) == (back.g, back.value, back.v, back.u)
    assert (there.ours, there.theirs) == (back.theirs, back.ours)


@given(anybody, anybody)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_contributions_rebuild_the_score(a: MatchSide, b: MatchSide) -> None:
    found = score(a, b)
    u, v = sum(part.share for part in found.ours), sum(part.share for part in found.theirs)
    assert u == pytest.approx(found.u, abs=1e-6)
    assert sqrt(u * v) == pytest.approx(found.g, abs=1e-6)
    for parts in (found.ours, found.theirs):
        whole = sum(part.share + part.lost for part in parts)
        assert whole == pytest.approx(1, abs=1e-6) or whole == 0
        assert all(0 <= part.point.value <= 1 for part in parts)


met = st.builds(
    ScoredPoint,
    criterion=st.just("theme"),
    term=st.text("ab", max_size=2),
    ask=st.builds(Ask, need=st.sampled_from(MatchNeed), weight=st.sampled_from([0, 1, 2, 4, 8])),
    value=st.floats(0, 1),
    met=st.booleans(),
)


@given(st.lists(met, min_size=1, max_size=8), st.data(), st.floats(0, 1), st.integers(0, 12))
def test_raising_one_criterion_never_lowers_the_score(
    asked: list[ScoredPoint], data: st.DataObject, v: float, answered: int
) -> None:
    place = data.draw(st.integers(0, len(asked) - 1))
    raised = [*asked]
    raised[place] = replace(asked[place], value=data.draw(st.floats(asked[place].value, 1)))
    before, after = utility(contributions(asked)), utility(contributions(raised))
    assert shrunk(sqrt(after * v), answered) >= shrunk(sqrt(before * v), answered) - 1e-12


@given(open_sides(), open_sides(), st.sampled_from(["en", "ru", "de"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_language_learnt_never_lowers_the_score(a: MatchSide, b: MatchSide, code: str) -> None:
    better = replace(b, languages={**b.languages, code: Level.NATIVE})
    assert score(a, better).value >= score(a, b).value - 1e-12


def test_weights_outside_the_five_are_refused() -> None:
    with pytest.raises(ValueError, match="weight 3"):
        Ask(weight=3)


def test_upside_down_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="upside down"):
        Range(5, 4)
