"""Columns say of every pair what `matching` says of it: whom a condition forbids, and the score to 1e-6."""

from dataclasses import replace
from math import isfinite
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching import oracle
from tests.twinning.matching.packed.packed_worlds import (
    BOOK,
    FAR,
    anybody,
    anyone_open,
    closed_both_ways,
    near_world,
    of_terms,
    ordering_of,
    packed,
)
from tests.twinning.matching.test_conditions import CASES
from tests.twinning.matching.worlds import side, tartu
from twinning.matching import Ask, Level, MatchNeed, MatchSide, Work, explain, hard_conditions, minutes_per_day, score
from twinning.matching.criteria import shares_live_work
from twinning.matching.packed import Codebook, Found, Listed, explained, find, question
from twinning.matching.packed.scores import strength

worlds = st.lists(anyone_open() | anybody(), max_size=12)
calm = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found_among(us: MatchSide, others: list[MatchSide], book: Codebook = BOOK) -> Found:
    return find(question(us, book), packed(others, book))


def assert_equal_to_matching(us: MatchSide, others: list[MatchSide], book: Codebook) -> None:
    us = closed_both_ways(us, others)
    found = found_among(us, others, book)
    allowed = [n for n, them in enumerate(others, 1) if not hard_conditions(us, them)]
    assert sorted(found.ids.tolist()) == allowed
    for n, row in enumerate(found.ids.tolist()):
        them = others[row - 1]
        said = score(us, them)
        told = (found.u[n], found.v[n], found.g[n], found.value[n])
        assert told == pytest.approx((said.u, said.v, said.g, ordering_of(us, them)), abs=1e-6)
        assert found.minutes[n] == (minutes_per_day(us, them) if shares_live_work(us, them) else 0)


@given(anybody() | anyone_open(), worlds)
@calm
def test_conditions_and_scores_equal_those_of_one_pair(us: MatchSide, others: list[MatchSide]) -> None:
    assert_equal_to_matching(us, others, BOOK)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("book", [BOOK, FAR], ids=["standard rows", "wide rows"])
def test_every_pair_of_a_world_of_near_schools(seed: int, book: Codebook) -> None:
    """4 x 3,540 pairs, in which each condition fails alone, and most points are met in part."""
    world = near_world(seed, 60)
    for n in range(0, len(world), 1 if book is BOOK else 6):
        assert_equal_to_matching(world[n], [*world[:n], *world[n + 1 :]], book)


@pytest.mark.parametrize(("ours", "theirs", "key"), CASES)
def test_each_hard_condition_alone(ours: dict[str, Any], theirs: dict[str, Any], key: str) -> None:
    us, them = (of_terms(one) for one in (side(**ours), tartu(**theirs)))
    assert hard_conditions(us, them) == (key,)
    assert len(found_among(closed_both_ways(us, [them]), [them])) == 0


@given(anyone_open(), worlds)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_wide_rows_say_the_same(us: MatchSide, others: list[MatchSide]) -> None:
    assert_equal_to_matching(us, others, FAR)


@given(anyone_open(), worlds)
@calm
def test_no_hard_condition_of_the_design_is_broken(us: MatchSide, others: list[MatchSide]) -> None:
    us = closed_both_ways(us, others)
    for line in found_among(us, others).best(20):
        them = others[line.id - 1]
        assert oracle.may_meet(us, them)
        assert line.u == pytest.approx(oracle.utility(us, them)[0], abs=1e-6)
        assert line.v == pytest.approx(oracle.utility(them, us)[0], abs=1e-6)


@given(anyone_open() | anybody(), anyone_open() | anybody())
@calm
def test_both_banks_read_the_same(a: MatchSide, b: MatchSide) -> None:
    there = found_among(closed_both_ways(a, [b]), [b])
    back = found_among(closed_both_ways(b, [a]), [a])
    assert len(there) == len(back)
    if len(there):
        assert (there.u[0], there.v[0]) == pytest.approx((back.v[0], back.u[0]), abs=1e-12)
        assert (there.g[0], there.value[0]) == pytest.approx((back.g[0], back.value[0]), abs=1e-12)


@given(
    anyone_open(),
    anyone_open(),
    st.sampled_from(["language", "theme", "line", "size", "mentor", "newcomer"]),
    st.data(),
)
@calm
def test_one_point_met_better_never_lowers(us: MatchSide, them: MatchSide, point: str, data: st.DataObject) -> None:
    them = replace(them, institution="them", closed_to=frozenset())
    us = replace(us, institution="us", closed_to=frozenset())
    better = {
        "language": replace(
            them, languages={**them.languages, data.draw(st.sampled_from(["en", "ru", "de"])): Level.NATIVE}
        ),
        "theme": replace(them, offered_themes=them.offered_themes | {"water"}),
        "line": replace(them, connectivity=3),
        "size": replace(them, size=us.wanted_size.low if us.wanted_size else them.size),
        "mentor": replace(them, offers_mentoring=True),
        "newcomer": replace(them, is_newcomer=True),
    }[point]
    before, after = found_among(us, [them]), found_among(us, [better])
    if len(before):
        assert len(after)
        assert after.value[0] >= before.value[0] - 1e-12
        assert after.u[0] >= before.u[0] - 1e-12


@given(anyone_open(), worlds)
@calm
def test_scores_are_numbers_from_0_to_1(us: MatchSide, others: list[MatchSide]) -> None:
    found = found_among(us, others)
    for column in (found.u, found.v, found.g, found.value):
        assert all(isfinite(number) and 0 <= number <= 1 for number in column.tolist())


@given(anyone_open(), worlds, st.integers(1, 8))
@calm
def test_a_list_is_in_order_and_names_an_institution_once(us: MatchSide, others: list[MatchSide], limit: int) -> None:
    us = closed_both_ways(us, others)
    lines = found_among(us, others).best(limit)
    best: dict[str, float] = {}
    for them in others:
        if not hard_conditions(us, them) and (value := ordering_of(us, them)) > 0:
            best[them.institution] = max(best.get(them.institution, 0), value)
    assert [line.value for line in lines] == pytest.approx(sorted(best.values(), reverse=True)[:limit], abs=1e-9)
    assert len({others[line.id - 1].institution for line in lines}) == len(lines)


def test_equals_stand_by_id() -> None:
    twins = [tartu(key=f"k{n}", institution=f"i{n}") for n in range(300)]
    assert [line.id for line in found_among(side(), twins).best(20)] == list(range(1, 21))


def test_a_list_reaches_past_many_wishes_of_one_institution() -> None:
    crowd = [tartu(key=f"k{n}", offered_themes=frozenset({"water"})) for n in range(300)]
    others = [*crowd, tartu(key="x", institution="x"), tartu(key="y", institution="y")]
    found = found_among(side(wanted_themes={"water": Ask()}), others)
    assert [line.id for line in found.best(3)] == [1, 301, 302]
    assert found.fitting == 3


def test_who_was_set_aside_takes_no_place() -> None:
    twins = [tartu(key=f"k{n}", institution=f"i{n}") for n in range(4)]
    assert [line.id for line in found_among(side(), twins).best(2, aside={1, 3})] == [2, 4]


def test_whom_one_side_gains_nothing_from_is_not_listed_but_fits() -> None:
    unasked = Ask(MatchNeed.NO_MATTER)
    music = tartu(speak=unasked, age_ask=unasked, wanted_themes={"music": Ask()}, work={"letters": Work(ask=unasked)})
    found = found_among(side(), [music])
    assert (found.fitting, found.g.tolist(), found.best(20)) == (1, [0.0], ())


def test_little_said_stands_lower_and_keeps_its_word() -> None:
    """Both are met wholly; one of them said one thing, the other four."""
    unasked = Ask(MatchNeed.NO_MATTER)
    us = side(languages={"en": Level.C1}, work={"letters": Work()})
    alike = {"languages": {"en": Level.C1}, "work": {"letters": Work()}}
    brief = tartu(key="brief", institution="brief", speak=unasked, age_ask=unasked, **alike)
    lines = found_among(us, [brief, tartu(key="full", institution="full", **alike)]).best(20)
    assert [(line.id, round(line.value, 6), line.g, line.strength) for line in lines] == [
        (2, 0.6, 1.0, "strong"),
        (1, round(1 / 3, 6), 1.0, "strong"),
    ]


@pytest.mark.parametrize(
    ("g", "word"), [(1.0, "strong"), (0.75, "strong"), (0.7499, "good"), (0.5, "good"), (0.4999, "fair")]
)
def test_words_are_of_what_both_gain(g: float, word: str) -> None:
    assert strength(g) == word


def test_refused_from_either_side_is_not_found() -> None:
    us = side(closed_to=frozenset({"x", "y", "tartu-school"}))
    assert len(found_among(us, [tartu(), tartu(key="z", institution="z")])) == 1


def test_nobody_is_found_in_an_empty_world_or_by_who_is_not_ready() -> None:
    assert found_among(side(), []).best(20) == ()
    assert len(found_among(side(verified=False), [tartu()])) == 0


def test_lines_are_explained_by_the_code_of_one_pair() -> None:
    us, them = side(), tartu()
    lines = found_among(us, [them, tartu(key="b", institution="b")]).best(20)
    (first,) = explained(us, lines, {1: them})
    assert isinstance(first.line, Listed)
    assert first.explanation == explain(us, them, score(us, them))
    assert first.them is them
