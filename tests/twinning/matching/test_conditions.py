from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching import oracle
from tests.twinning.matching.worlds import open_sides, school_week, side, sides, tartu
from twinning.matching import (
    Ask,
    LanguageAsk,
    Level,
    MatchNeed,
    MatchSide,
    Range,
    Work,
    hard_conditions,
    minutes_per_day,
    pack,
)
from twinning.matching.condition_scan import fitting
from twinning.matching.criteria import shares_live_work

MUST = Ask(MatchNeed.MUST)
anybody = sides() | open_sides()


def assert_may_meet(us: MatchSide, them: MatchSide) -> None:
    assert hard_conditions(us, them) == ()
    assert fitting(us, pack([them])).rows.tolist() == [0]


def test_a_pair_that_may_meet() -> None:
    assert_may_meet(side(), tartu())


TRANSLATED: dict[str, Any] = {"languages": {"et": Level.NATIVE}, "translated_ok": True}
CASES: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"institution": "naryn-school"}, "institution"),
    ({}, {"verified": False}, "verified.theirs"),
    ({"rules_signed": False}, {}, "rules.ours"),
    ({}, {"capacity": 0}, "capacity.theirs"),
    ({"closed_to": frozenset({"tartu-school"})}, {}, "closed.ours"),
    ({}, {"closed_to": frozenset({"naryn-school"})}, "closed.theirs"),
    ({"excluded_countries": frozenset({"EE"})}, {}, "country.ours"),
    ({}, {"excluded_countries": frozenset({"KG"})}, "country.theirs"),
    ({}, {"languages": {"en": Level.A1, "et": Level.NATIVE}}, "language"),
    ({"translated_ok": True}, {"languages": {"et": Level.NATIVE}}, "language"),
    ({"translated_ok": True, "speak": MUST}, TRANSLATED, "must.speak.ours"),
    ({"translated_ok": True}, {**TRANSLATED, "speak": MUST}, "must.speak.theirs"),
    ({}, {"work": {"photos": Work()}}, "work"),
    ({"wanted_ages": Range(14, 16)}, {}, "age.ours"),
    ({}, {"wanted_ages": Range(8, 11)}, "age.theirs"),
    ({"work": {"live": Work(live=True)}}, {"lessons": school_week(time(4), time(6))}, "hours"),
    ({"wanted_themes": {"water": MUST}}, {}, "must.theme.ours:water"),
    ({}, {"wanted_languages": {"en": LanguageAsk(Level.B1, MUST)}}, "must.language.theirs:en"),
    ({"work": {"letters": Work(), "photos": Work(ask=MUST)}}, {}, "must.work.ours:photos"),
    ({"wanted_ages": Range(12, 13), "age_ask": MUST}, {"ages": Range(12, 14)}, "must.age.ours"),
    ({"ages": None}, {"wanted_ages": Range(12, 13), "age_ask": MUST}, "must.age.theirs"),
    ({"wanted_ages": Range(12, 13), "age_ask": MUST}, {"ages": None}, "must.age.ours"),
    ({"wanted_size": Range(10, 20), "size_ask": MUST}, {}, "must.size.ours"),
    ({}, {"wanted_size": Range(30, 40), "size_ask": MUST}, "must.size.theirs"),
    ({"months_ask": MUST}, {"months": 6}, "must.months.ours"),
    ({"starts_ask": MUST}, {"starts": date(2026, 12, 3)}, "must.starts.ours"),
    ({}, {"mentor_ask": MUST}, "must.mentor.theirs"),
    ({"newcomer_ask": MUST}, {}, "must.newcomer.ours"),
    ({"wanted_countries": frozenset({"DE"}), "country_ask": MUST}, {}, "must.country.ours"),
    ({}, {"wanted_countries": frozenset({"DE"}), "country_ask": MUST}, "must.country.theirs"),
]


@pytest.mark.parametrize(("ours", "theirs", "key"), CASES)
def test_each_hard_condition_alone(ours: dict[str, Any], theirs: dict[str, Any], key: str) -> None:
    us, them = side(**ours), tartu(**theirs)
    assert hard_conditions(us, them) == (key,)
    assert fitting(us, pack([them])).rows.tolist() == []


def test_a_must_for_live_lessons_needs_half_an_hour() -> None:
    us = side(work={"live": Work(live=True, ask=MUST), "letters": Work()})
    assert hard_conditions(us, tartu(lessons=school_week(time(4), time(6)))) == ("must.work.ours:live",)


def test_no_common_hours_leaves_letters() -> None:
    assert_may_meet(side(), tartu(lessons=school_week(time(4), time(6))))


def test_translated_work_needs_both() -> None:
    us, them = side(translated_ok=True), tartu(**TRANSLATED)
    assert_may_meet(us, them)


def test_who_has_no_class_is_asked_for_no_age() -> None:
    assert_may_meet(side(ages=None), tartu(age_ask=MUST))
    assert_may_meet(side(age_ask=MUST), tartu(ages=None))


def test_one_month_later_is_still_the_same_start() -> None:
    assert_may_meet(side(starts_ask=MUST), tartu(starts=date(2026, 12, 2)))


def test_an_empty_world_fits_nobody() -> None:
    assert fitting(side(), pack([])).rows.tolist() == []


@given(anybody, anybody)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_conditions_equal_the_oracle(a: MatchSide, b: MatchSide) -> None:
    assert (hard_conditions(a, b) == ()) == oracle.may_meet(a, b)


@given(anybody, anybody)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_conditions_are_the_same_from_both_banks(a: MatchSide, b: MatchSide) -> None:
    turned = {".ours": ".theirs", ".theirs": ".ours"}

    def turn(key: str) -> str:
        return next((key.replace(old, new) for old, new in turned.items() if old in key), key)

    assert sorted(turn(key) for key in hard_conditions(a, b)) == sorted(hard_conditions(b, a))


@given(anybody, st.lists(anybody, max_size=12))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_scan_agrees_with_the_conditions_and_the_clock(us: MatchSide, others: list[MatchSide]) -> None:
    found = fitting(us, pack(others))
    assert found.rows.tolist() == [row for row, them in enumerate(others) if not hard_conditions(us, them)]
    assert found.minutes.tolist() == [
        minutes_per_day(us, others[row]) if shares_live_work(us, others[row]) else 0 for row in found.rows
    ]
