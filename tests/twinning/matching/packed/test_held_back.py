"""What one change brings is what `matching.held_back` says; of two, what the changed wish would find."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching.packed.packed_worlds import (
    BOOK,
    FAR,
    anybody,
    anyone_open,
    closed_both_ways,
    near_world,
    packed,
)
from tests.twinning.matching.worlds import side, tartu
from twinning.matching import Ask, MatchNeed, MatchSide, Range, Work, relaxations
from twinning.matching import held_back as held_back_pair_by_pair
from twinning.matching import pack as pack_objects
from twinning.matching.condition_scan import fitting
from twinning.matching.packed import held_back, question

worlds = st.lists(anyone_open() | anybody(), max_size=12)
calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told(found: Any) -> list[tuple[str, dict[str, Any], int]]:
    return [(one.key, dict(one.params), one.gain) for one in found]


@given(anybody() | anyone_open(), worlds)
@calm
def test_single_changes_are_those_told_pair_by_pair(us: MatchSide, others: list[MatchSide]) -> None:
    us = closed_both_ways(us, others)
    found = held_back(question(us, BOOK), packed(others))
    expected = held_back_pair_by_pair(us, pack_objects(others))
    assert told(found.single) == told(expected)


@given(anyone_open(), worlds)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_wide_rows_tell_the_same(us: MatchSide, others: list[MatchSide]) -> None:
    us = closed_both_ways(us, others)
    found = held_back(question(us, FAR), packed(others, FAR))
    assert told(found.single) == told(held_back_pair_by_pair(us, pack_objects(others)))


def after_both(us: MatchSide, others: list[MatchSide]) -> dict[frozenset[str], int]:
    """Gain after each two changes of different conditions, by applying both."""
    snapshot = pack_objects(others)

    def institutions(wish: MatchSide) -> set[int]:
        return set(snapshot.institutions[fitting(wish, snapshot).rows].tolist())

    now, gains = institutions(us), {}
    for place, steps in enumerate(relaxations.changes(us, snapshot)):
        for first in steps:
            # The first may take a condition away; those that stood before it in the order stand there still.
            for second_steps in list(relaxations.changes(first.wish, snapshot))[:place]:
                for second in second_steps:
                    names = frozenset({f"{first.key} {first.params}", f"{second.key} {second.params}"})
                    gains[names] = len(institutions(second.wish) - now)
    return gains


def assert_best_of_two(us: MatchSide, others: list[MatchSide]) -> int:
    """Gives how much the best two gain, 0 where one alone gains as much."""
    found = held_back(question(us, BOOK), packed(others)).best_two
    gains = after_both(us, others)
    alone = max((one.gain for one in held_back_pair_by_pair(us, pack_objects(others))), default=0)
    if found is None:
        assert max(gains.values(), default=0) <= alone
        return 0
    names = frozenset(f"{one.key} {one.params}" for one in (found.first, found.second))
    assert gains[names] == found.gain == max(gains.values())
    assert found.gain > max(found.first.gain, found.second.gain)
    return found.gain


@given(anybody() | anyone_open(), worlds)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_best_two_are_the_best_of_all_that_can_be_applied(us: MatchSide, others: list[MatchSide]) -> None:
    assert_best_of_two(closed_both_ways(us, others), others)


@pytest.mark.parametrize("seed", range(3))
def test_single_changes_in_a_world_of_near_schools(seed: int) -> None:
    world = near_world(seed, 40)
    for us in world:
        asked = closed_both_ways(us, world)
        found = held_back(question(asked, BOOK), packed(world))
        assert told(found.single) == told(held_back_pair_by_pair(asked, pack_objects(world)))


@pytest.mark.parametrize("seed", range(3))
def test_the_best_two_in_a_world_of_near_schools(seed: int) -> None:
    world = near_world(seed + 10, 30)
    gains = [assert_best_of_two(closed_both_ways(us, world), world) for us in world[:10]]
    assert max(gains) > 0


def test_two_changes_that_only_help_together() -> None:
    photos = [
        tartu(key=f"k{n}", institution=f"i{n}", country="DE", work={"photos": Work(connectivity=1)}) for n in range(3)
    ]
    us = side(excluded_countries=frozenset({"DE"}), work={"letters": Work()})
    found = held_back(question(us, BOOK), packed(photos))
    assert found.single == ()
    assert found.best_two is not None
    assert {found.best_two.first.key, found.best_two.second.key} == {"country.accept", "work.accept"}
    assert (found.best_two.gain, found.best_two.first.gain, found.best_two.second.gain) == (3, 0, 0)


def test_wider_ages_name_an_age_which_leaves_out_who_has_no_class() -> None:
    """Four would fit by their country; with wider ages as well the one of fourteen, but no more the three classless."""
    us = side(excluded_countries=frozenset({"DE"}), age_ask=Ask(MatchNeed.MUST))
    classless = [tartu(key=f"k{n}", institution=f"i{n}", country="DE", ages=None) for n in range(3)]
    older = tartu(key="k3", institution="i3", country="DE", ages=Range(14, 14), wanted_ages=Range(9, 18))
    found = held_back(question(us, BOOK), packed([*classless, older]))
    assert told(found.single) == [("country.accept", {"country": "DE"}, 3)]
    assert found.best_two is None
    free = replace(us, age_ask=Ask())
    best = held_back(question(free, BOOK), packed([*classless, older])).best_two
    assert best is not None
    assert best.gain == 4


def test_an_institution_that_fits_with_another_wish_is_no_gain() -> None:
    us = side(excluded_countries=frozenset({"DE"}))
    both = [tartu(key="one"), tartu(key="two", country="DE")]
    assert held_back(question(us, BOOK), packed(both)).single == ()


def test_who_is_not_ready_reads_what_to_do_first() -> None:
    us = side(verified=False, wanted_themes={"water": Ask(MatchNeed.MUST)})
    found = held_back(
        question(us, BOOK), packed([tartu(), tartu(key="b", institution="b", offered_themes=frozenset({"water"}))])
    )
    assert told(found.single) == [("institution.verify", {}, 1)]
    assert found.best_two is not None
    assert found.best_two.gain == 2
    assert held_back(question(replace(us, rules_signed=False, capacity=0), BOOK), packed([tartu()])).best_two is None


def test_an_empty_world_holds_nobody_back() -> None:
    assert held_back(question(side(), BOOK), packed([])) == held_back(question(side(), BOOK), packed([side()]))
