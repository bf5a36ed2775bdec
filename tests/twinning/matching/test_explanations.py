from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.twinning.matching.worlds import open_sides, school_week, side, tartu
from twinning.matching import (
    GAPS,
    REASONS,
    Ask,
    Explanation,
    LanguageAsk,
    Level,
    MatchNeed,
    MatchSide,
    Range,
    Reason,
    Work,
    explain,
    score,
)

NOTHING = Ask(MatchNeed.NO_MATTER)
# Sides that ask for nothing of themselves, so that one point can be looked at alone.
SILENT: dict[str, Any] = {"speak": NOTHING, "age_ask": NOTHING, "work": {"letters": Work(ask=NOTHING)}}


def told(us: MatchSide, them: MatchSide) -> Explanation:
    return explain(us, them, score(us, them))


def test_naryn_and_tartu() -> None:
    us = side(
        offered_themes=frozenset({"rivers"}), wanted_themes={"water": Ask(weight=8)}, work={"live": Work(live=True)}
    )
    them = tartu(
        offered_themes=frozenset({"water"}),
        wanted_themes={"rivers": Ask()},
        wanted_languages={"ru": LanguageAsk(Level.B1)},
        work={"live": Work(live=True)},
    )
    assert told(us, them) == Explanation(
        for_us=(
            Reason("theme.offered", {"term": "water"}),
            Reason("hours.common", {"per_day_minutes": 270, "days": 5, "shift": 2}),
            Reason("age.full", {"from": 12, "to": 13}),
        ),
        for_them=(Reason("theme.sought", {"term": "rivers"}), Reason("language.shared", {"code": "en", "level": "A2"})),
        gap=Reason("language.unknown", {"want": "ru", "level": "B1"}),
    )


def test_no_gap_is_said_to_be_none() -> None:
    assert told(side(), tartu()).gap is None


def test_they_may_say_yes_for_the_same_reason_if_there_is_no_other() -> None:
    us, them = side(**SILENT | {"work": {"letters": Work()}}), tartu(**SILENT | {"work": {"letters": Work()}})
    assert told(us, them) == Explanation(
        (Reason("work.light", {"term": "letters"}),), (Reason("work.light", {"term": "letters"}),), None
    )


def test_nothing_asked_gives_no_reason() -> None:
    assert told(side(**SILENT), tartu(**SILENT)) == Explanation((), (), None)


def test_equal_shares_name_each_criterion_before_a_second_of_a_kind() -> None:
    us = side(wanted_themes={"water": Ask(), "music": Ask()}, **SILENT | {"age_ask": Ask()})
    found = told(us, tartu(offered_themes=frozenset({"water", "music"}), **SILENT))
    assert [reason.key for reason in found.for_us] == ["theme.offered", "age.full", "theme.offered"]


Case = tuple[dict[str, Any], dict[str, Any], str, dict[str, Any]]

OURS: list[Case] = [
    ({"wanted_themes": {"water": Ask()}}, {"wanted_themes": {"water": Ask()}}, "theme.shared", {"term": "water"}),
    ({"wanted_themes": {"water": Ask()}}, {}, "theme.missing", {"term": "water"}),
    ({"wanted_languages": {"en": LanguageAsk(Level.B1)}}, {}, "language.spoken", {"code": "en", "level": "B1"}),
    ({"wanted_languages": {"de": LanguageAsk(Level.B1)}}, {}, "language.absent", {"want": "de", "level": "B1"}),
    (
        {"wanted_languages": {"et": LanguageAsk(Level.C1)}},
        {"languages": {"en": Level.A2, "et": Level.A2}},
        "language.low",
        {"want": "et", "level": "C1", "have": "A2"},
    ),
    ({"speak": Ask(), "translated_ok": True}, {"languages": {}, "translated_ok": True}, "language.translated", {}),
    ({"age_ask": Ask()}, {"ages": Range(11, 13)}, "age.partial", {"overlap": 2, "of": 3}),
    ({"age_ask": Ask()}, {"ages": Range(13, 16)}, "age.few", {"overlap": 1, "of": 4}),
    ({"age_ask": Ask(), "wanted_ages": Range(12, 13)}, {"ages": None}, "age.few", {"overlap": 0, "of": 0}),
    ({"wanted_size": Range(20, 30)}, {"size": 18}, "size.theirs", {"size": 18}),
    ({"wanted_size": Range(20, 30)}, {"size": 9}, "size.theirs_off", {"size": 9, "from": 20, "to": 30}),
    ({"work": {"photos": Work(connectivity=1)}}, {"work": {"photos": Work()}}, "work.shared", {"term": "photos"}),
    (
        {"work": {"photos": Work(), "letters": Work(ask=NOTHING)}},
        {},
        "work.missing",
        {"term": "photos"},
    ),
    (
        {"work": {"film": Work(connectivity=3)}},
        {"work": {"film": Work()}, "connectivity": 0},
        "line.theirs",
        {"term": "film", "have": 0, "need": 3},
    ),
    (
        {"work": {"live": Work(live=True, connectivity=3)}},
        {"work": {"live": Work()}, "connectivity": 0},
        "line.theirs",
        {"term": "live", "have": 0, "need": 3},
    ),
    (
        {"work": {"live": Work(live=True)}},
        {"work": {"live": Work()}, "lessons": school_week(time(9), time(9, 30))},
        "hours.short",
        {"per_day_minutes": 30},
    ),
    (
        {"work": {"live": Work(live=True)}},
        {"work": {"live": Work()}, "lessons": school_week(time(3), time(6))},
        "hours.none",
        {},
    ),
    ({"months_ask": Ask()}, {}, "months.same", {"months": 3}),
    ({"months_ask": Ask()}, {"months": 4}, "months.near", {"ours": 3, "theirs": 4}),
    ({"months_ask": Ask()}, {"months": 9}, "months.far", {"ours": 3, "theirs": 9}),
    ({"starts_ask": Ask()}, {"starts": date(2026, 11, 20)}, "starts.same", {"starts": date(2026, 11, 20)}),
    (
        {"starts_ask": Ask()},
        {"starts": date(2027, 1, 1)},
        "starts.near",
        {"ours": date(2026, 11, 1), "theirs": date(2027, 1, 1)},
    ),
    (
        {"starts_ask": Ask()},
        {"starts": date(2027, 5, 1)},
        "starts.far",
        {"ours": date(2026, 11, 1), "theirs": date(2027, 5, 1)},
    ),
    ({"mentor_ask": Ask()}, {"offers_mentoring": True}, "mentor.offered", {}),
    ({"mentor_ask": Ask()}, {}, "mentor.missing", {}),
    ({"newcomer_ask": Ask()}, {"is_newcomer": True}, "newcomer.theirs", {}),
    ({"newcomer_ask": Ask()}, {}, "newcomer.missing", {}),
    ({"wanted_countries": frozenset({"EE"})}, {}, "country.theirs", {"country": "EE"}),
    ({"wanted_countries": frozenset({"DE"})}, {}, "country.other", {"country": "EE"}),
]


@pytest.mark.parametrize(("ours", "theirs", "key", "params"), OURS)
def test_what_we_wish(ours: dict[str, Any], theirs: dict[str, Any], key: str, params: dict[str, Any]) -> None:
    muted = dict.fromkeys(("speak", "age_ask"), NOTHING)
    them = {"work": {"letters": Work(ask=NOTHING)}, **theirs}
    them["work"] = {term: replace(work, ask=NOTHING) for term, work in them["work"].items()}
    them["wanted_themes"] = {term: Ask(weight=0) for term in them.get("wanted_themes", {})}
    us = side(**{**SILENT, **ours})
    found = told(us, tartu(**{**muted, **them}))
    said = list(found.for_us) if key in REASONS else [found.gap]
    assert said == [Reason(key, params)]


THEIRS: list[Case] = [
    ({"offered_themes": frozenset({"water"})}, {"wanted_themes": {"water": Ask()}}, "theme.sought", {"term": "water"}),
    ({}, {"wanted_themes": {"water": Ask()}}, "theme.unoffered", {"term": "water"}),
    ({}, {"wanted_languages": {"en": LanguageAsk(Level.B1)}}, "language.wanted", {"code": "en", "level": "A2"}),
    (
        {"languages": {"en": Level.A2, "de": Level.A1}},
        {"wanted_languages": {"de": LanguageAsk(Level.B1)}},
        "language.missing",
        {"want": "de", "level": "B1", "have": "A1"},
    ),
    ({}, {"wanted_size": Range(20, 30)}, "size.ours", {"size": 26}),
    ({}, {"wanted_size": Range(60, 70)}, "size.ours_off", {"size": 26, "from": 60, "to": 70}),
    ({}, {"work": {"letters": Work(ask=NOTHING), "film": Work()}}, "work.unoffered", {"term": "film"}),
    (
        {"work": {"film": Work(ask=NOTHING)}, "connectivity": 0},
        {"work": {"film": Work(connectivity=3)}},
        "line.ours",
        {"term": "film", "have": 0, "need": 3},
    ),
    ({"offers_mentoring": True}, {"mentor_ask": Ask()}, "mentor.sought", {}),
    ({}, {"mentor_ask": Ask()}, "mentor.unoffered", {}),
    ({"is_newcomer": True}, {"newcomer_ask": Ask()}, "newcomer.ours", {}),
    ({}, {"newcomer_ask": Ask()}, "newcomer.unoffered", {}),
    ({}, {"wanted_countries": frozenset({"KG"})}, "country.ours", {"country": "KG"}),
    ({}, {"wanted_countries": frozenset({"DE"})}, "country.unnamed", {"country": "KG"}),
]


@pytest.mark.parametrize(("ours", "theirs", "key", "params"), THEIRS)
def test_what_they_wish(ours: dict[str, Any], theirs: dict[str, Any], key: str, params: dict[str, Any]) -> None:
    found = told(side(**{**SILENT, **ours}), tartu(**{**SILENT, **theirs}))
    said = list(found.for_them) if key in REASONS else [found.gap]
    assert said == [Reason(key, params)]


def test_every_key_of_the_catalogue_has_been_said_here() -> None:
    said = {key for _, _, key, _ in (*OURS, *THEIRS)}
    said |= {"hours.common", "theme.offered", "age.full", "language.shared", "language.unknown", "work.light"}
    assert said == REASONS.keys() | GAPS.keys()


@given(open_sides(), open_sides())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_explanations_keep_to_the_catalogue_and_to_their_number(a: MatchSide, b: MatchSide) -> None:
    found = told(a, b)
    assert len(found.for_us) <= 3
    assert len(found.for_them) <= 2
    for reason in (*found.for_us, *found.for_them):
        assert tuple(reason.params) == REASONS[reason.key]
    if found.gap is not None:
        assert tuple(found.gap.params) == GAPS[found.gap.key]
    weak = [part for part in (*score(a, b).ours, *score(a, b).theirs) if part.point.value < 0.5 and part.lost]
    assert (found.gap is None) == (weak == [])
