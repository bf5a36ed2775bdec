from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching import oracle
from tests.twinning.matching.worlds import open_sides, school_week, side, sides, tartu
from twinning.matching import (
    RELAXATIONS,
    Ask,
    LanguageAsk,
    Level,
    MatchNeed,
    MatchSide,
    Range,
    Relaxation,
    Work,
    count_fitting,
    hard_conditions,
    held_back,
    pack,
    suggest,
)
from twinning.matching.relaxations import changes

MUST = Ask(MatchNeed.MUST)
worlds = st.lists(open_sides() | sides(), max_size=15)


def schools(number: int, **facts: Any) -> list[MatchSide]:
    return [tartu(key=f"k{n}", institution=f"i{n}", **facts) for n in range(number)]


def test_the_best_come_first_and_equals_by_key() -> None:
    us = side(wanted_themes={"water": Ask()})
    good = tartu(key="b", institution="b", offered_themes=frozenset({"water"}))
    twins = [tartu(key=key, institution=key) for key in ("z", "a", "m")]
    found = suggest(us, [*twins, good])
    assert [ranked.key for ranked in found.ranked] == ["b", "a", "m", "z"]
    assert (found.total_considered, found.fitting) == (4, 4)


def test_a_list_is_cut_at_its_limit() -> None:
    found = suggest(side(), schools(5), limit=2)
    assert ([ranked.key for ranked in found.ranked], found.fitting) == (["k0", "k1"], 5)


def test_an_institution_stands_in_a_list_once_with_its_best_wish() -> None:
    us = side(wanted_themes={"water": Ask()})
    better = tartu(key="water", offered_themes=frozenset({"water"}))
    found = suggest(us, [tartu(key="plain"), better])
    assert ([ranked.key for ranked in found.ranked], found.total_considered) == (["water"], 1)
    assert count_fitting(us, [tartu(key="plain"), better]) == 1


def test_our_own_other_wishes_are_not_counted() -> None:
    found = suggest(side(), [side(key="other")])
    assert (found.ranked, found.total_considered, found.held_back) == ((), 0, ())


def test_an_empty_world_gives_an_empty_list() -> None:
    found = suggest(side(), [])
    assert (found.ranked, found.total_considered, found.fitting, found.held_back) == ((), 0, 0, ())


@given(open_sides(), worlds, st.integers(1, 20))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lists_hold_whom_the_oracle_allows_in_its_order(us: MatchSide, others: list[MatchSide], limit: int) -> None:
    others = [replace(them, key=f"{them.key}{n}") for n, them in enumerate(others)]
    found = suggest(us, others, limit)
    allowed = {them.key: them for them in others if oracle.may_meet(us, them)}
    assert {ranked.key for ranked in found.ranked} <= allowed.keys()
    assert found.fitting == len({them.institution for them in allowed.values()}) == count_fitting(us, others)
    assert len(found.ranked) == min(limit, found.fitting)
    best: dict[str, float] = {}
    for them in allowed.values():
        best[them.institution] = max(best.get(them.institution, 0), oracle.value(us, them))
    expected = sorted(best.values(), reverse=True)[:limit]
    assert [ranked.score.value for ranked in found.ranked] == pytest.approx(expected, abs=1e-9)


@given(open_sides(), worlds, st.randoms())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_the_world_does_not_matter(us: MatchSide, others: list[MatchSide], random: Any) -> None:
    others = [replace(them, key=f"{them.key}{n}") for n, them in enumerate(others)]
    mixed = random.sample(others, len(others))
    assert suggest(us, others) == suggest(us, mixed)


Case = tuple[dict[str, Any], dict[str, Any], Relaxation]
CASES: list[Case] = [
    ({"verified": False}, {}, Relaxation("institution.verify", {}, 3)),
    ({"rules_signed": False}, {}, Relaxation("rules.sign", {}, 3)),
    ({"capacity": 0}, {}, Relaxation("capacity.more", {"places": 1}, 3)),
    (
        {},
        {"languages": {"et": Level.NATIVE}, "translated_ok": True},
        Relaxation("translated.accept", {}, 3),
    ),
    (
        {"translated_ok": True, "speak": MUST},
        {"languages": {"et": Level.NATIVE}, "translated_ok": True},
        Relaxation("speak.prefer", {}, 3),
    ),
    ({}, {"work": {"photos": Work()}}, Relaxation("work.accept", {"term": "photos"}, 3)),
    (
        {"work": {"letters": Work(), "film": Work(ask=MUST)}},
        {},
        Relaxation("work.prefer", {"term": "film"}, 3),
    ),
    (
        {"work": {"letters": Work(), "live": Work(live=True, ask=MUST)}},
        {"lessons": school_week(time(3), time(6))},
        Relaxation("work.prefer", {"term": "live"}, 3),
    ),
    ({"wanted_themes": {"water": MUST}}, {}, Relaxation("theme.prefer", {"term": "water"}, 3)),
    (
        {"wanted_languages": {"en": LanguageAsk(Level.C1, MUST)}},
        {},
        Relaxation("language.level", {"code": "en", "level": "B1", "instead": "C1"}, 3),
    ),
    (
        {"wanted_languages": {"de": LanguageAsk(Level.B1, MUST)}},
        {},
        Relaxation("language.prefer", {"code": "de", "level": "B1"}, 3),
    ),
    ({"ages": Range(12, 13)}, {"ages": Range(14, 15)}, Relaxation("age.widen", {"from": 11, "to": 14}, 3)),
    (
        {"wanted_ages": Range(12, 13), "age_ask": MUST},
        {"ages": Range(12, 18), "wanted_ages": Range(12, 13)},
        Relaxation("age.prefer", {}, 3),
    ),
    ({"wanted_size": Range(5, 9), "size_ask": MUST}, {}, Relaxation("size.prefer", {"from": 5, "to": 9}, 3)),
    ({"months_ask": MUST}, {"months": 9}, Relaxation("months.prefer", {"months": 3}, 3)),
    (
        {"starts_ask": MUST},
        {"starts": date(2027, 2, 1)},
        Relaxation("starts.prefer", {"starts": date(2026, 11, 1)}, 3),
    ),
    ({"mentor_ask": MUST}, {}, Relaxation("mentor.prefer", {}, 3)),
    ({"newcomer_ask": MUST}, {}, Relaxation("newcomer.prefer", {}, 3)),
    ({"wanted_countries": frozenset({"DE"}), "country_ask": MUST}, {}, Relaxation("country.prefer", {}, 3)),
    ({"excluded_countries": frozenset({"EE"})}, {}, Relaxation("country.accept", {"country": "EE"}, 3)),
]


@pytest.mark.parametrize(("ours", "theirs", "relaxation"), CASES)
def test_each_condition_of_ours_can_be_given_up(
    ours: dict[str, Any], theirs: dict[str, Any], relaxation: Relaxation
) -> None:
    if relaxation.key == "age.widen":
        theirs = {**theirs, "wanted_ages": Range(12, 13)}
    assert held_back(side(**ours), schools(3, **theirs)) == (relaxation,)


def test_every_relaxation_of_the_catalogue_is_proven_here() -> None:
    assert {relaxation.key for _, _, relaxation in CASES} == RELAXATIONS.keys()


def test_what_would_change_nothing_is_not_told() -> None:
    assert held_back(side(), schools(3)) == ()


def test_greatest_gain_first() -> None:
    world = [
        *schools(3, work={"photos": Work()}),
        tartu(key="x", institution="x", country="DE"),
    ]
    us = side(excluded_countries=frozenset({"DE"}))
    assert [(one.key, one.gain) for one in held_back(us, world)] == [("work.accept", 3), ("country.accept", 1)]


def test_the_longer_step_is_told_only_if_it_gains_more() -> None:
    ages = [Range(14, 14), Range(15, 15)]
    world = [tartu(key=str(n), institution=str(n), ages=age, wanted_ages=Range(9, 18)) for n, age in enumerate(ages)]
    assert held_back(side(), world) == (
        Relaxation("age.widen", {"from": 10, "to": 15}, 2),
        Relaxation("age.widen", {"from": 11, "to": 14}, 1),
    )


@given(sides() | open_sides(), worlds)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_gains_are_what_the_changed_wish_would_find(us: MatchSide, others: list[MatchSide]) -> None:
    snapshot = pack(others)
    now = {them.institution for them in others if not hard_conditions(us, them)}
    told = {(one.key, str(one.params)): one.gain for one in held_back(us, snapshot)}
    for steps in changes(us, snapshot):
        most = 0
        for step in steps:
            after = {them.institution for them in others if oracle.may_meet(step.wish, them)}
            gain = len(after - now)
            assert tuple(step.params) == RELAXATIONS[step.key]
            assert told.pop((step.key, str(step.params)), 0) == (gain if gain > most else 0)
            most = max(most, gain)
    assert told == {}
