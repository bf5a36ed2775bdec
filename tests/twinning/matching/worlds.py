"""Sides for tests: named schools, and hypothesis strategies for any side."""

from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from twinning.matching import Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, slots_of

SCHOOL_WEEK = range(1, 6)


def school_week(starts: time, ends: time) -> frozenset[int]:
    return slots_of((weekday, starts, ends) for weekday in SCHOOL_WEEK)


def side(**facts: Any) -> MatchSide:
    usual: dict[str, Any] = {
        "key": "naryn",
        "institution": "naryn-school",
        "country": "KG",
        "time_zone": "Asia/Bishkek",
        "starts": date(2026, 11, 1),
        "months": 3,
        "languages": {"ky": Level.NATIVE, "en": Level.A2},
        "ages": Range(12, 13),
        "size": 26,
        "work": {"live": Work(live=True, connectivity=3), "letters": Work()},
        "connectivity": 3,
        "lessons": school_week(time(13), time(18)),
        "verified": True,
        "rules_signed": True,
    }
    return MatchSide(**{**usual, **facts})


def tartu(**facts: Any) -> MatchSide:
    usual: dict[str, Any] = {
        "key": "tartu",
        "institution": "tartu-school",
        "country": "EE",
        "time_zone": "Europe/Tallinn",
        "languages": {"et": Level.NATIVE, "en": Level.B1},
        "lessons": school_week(time(8, 15), time(13, 30)),
    }
    return side(**{**usual, **facts})


CODES = ("en", "ru", "de")
TERMS = ("water", "music", "robots")
KINDS = ("live", "letters", "photos")
PLACES = ("KG", "EE", "DE", "NZ")
ZONES = ("Asia/Bishkek", "Europe/Tallinn", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Auckland", "America/New_York")

levels = st.sampled_from(Level)
mild = st.sampled_from([MatchNeed.NO_MATTER, MatchNeed.PREFER, MatchNeed.PREFER, MatchNeed.PREFER])
strict = st.sampled_from([MatchNeed.NO_MATTER, MatchNeed.PREFER, MatchNeed.PREFER, MatchNeed.MUST])
asks = st.builds(Ask, need=strict, weight=st.sampled_from([0, 1, 2, 4, 8]))
soft_asks = st.builds(Ask, need=mild, weight=st.sampled_from([0, 1, 2, 4, 8]))


def ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    ends = st.tuples(st.integers(low, high), st.integers(low, high))
    return ends.map(lambda pair: Range(min(pair), max(pair)))


works = st.dictionaries(
    st.sampled_from(KINDS),
    st.builds(Work, live=st.booleans(), connectivity=st.integers(0, 3), ask=asks),
    min_size=1,
)
weeks = st.lists(
    st.tuples(st.integers(1, 7), st.integers(0, 22), st.integers(1, 6)).map(
        lambda lesson: (lesson[0], time(lesson[1]), time(min(23, lesson[1] + lesson[2]), 45))
    ),
    max_size=6,
).map(slots_of)


def sides(asks: st.SearchStrategy[Ask] = asks) -> st.SearchStrategy[MatchSide]:
    return st.builds(
        MatchSide,
        key=st.text("abc", min_size=1, max_size=3),
        institution=st.sampled_from(["one", "two", "three", "four", "five"]),
        country=st.sampled_from(PLACES),
        time_zone=st.sampled_from(ZONES),
        starts=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        months=st.integers(1, 24),
        languages=st.dictionaries(st.sampled_from(CODES), levels, min_size=1),
        speak=asks,
        wanted_languages=st.dictionaries(st.sampled_from(CODES), st.builds(LanguageAsk, levels, asks), max_size=2),
        ages=st.none() | ranges(6, 18),
        wanted_ages=st.none() | ranges(6, 18),
        age_ask=asks,
        size=st.none() | st.integers(1, 40),
        wanted_size=st.none() | ranges(1, 40),
        size_ask=asks,
        offered_themes=st.frozensets(st.sampled_from(TERMS)),
        wanted_themes=st.dictionaries(st.sampled_from(TERMS), asks, max_size=2),
        work=works,
        connectivity=st.integers(0, 3),
        lessons=weeks | st.just(school_week(time(8), time(14))),
        months_ask=asks,
        starts_ask=asks,
        offers_mentoring=st.booleans(),
        mentor_ask=asks,
        is_newcomer=st.booleans(),
        newcomer_ask=asks,
        wanted_countries=st.frozensets(st.sampled_from(PLACES)),
        country_ask=asks,
        excluded_countries=st.frozensets(st.sampled_from(PLACES), max_size=1),
        capacity=st.sampled_from([0, 1, 2, 3]),
        translated_ok=st.booleans(),
        verified=st.sampled_from([True, True, True, False]),
        rules_signed=st.sampled_from([True, True, True, False]),
        closed_to=st.frozensets(st.sampled_from(["one", "two", "far"]), max_size=1),
    )


def open_sides() -> st.SearchStrategy[MatchSide]:
    """Sides with few reasons to be excluded, so that pairs really fit."""
    return st.builds(
        side,
        key=st.text("abc", min_size=1, max_size=3),
        institution=st.sampled_from(["one", "two", "three", "four", "five"]),
        time_zone=st.sampled_from(ZONES),
        starts=st.dates(date(2026, 8, 1), date(2027, 3, 1)),
        months=st.integers(1, 12),
        languages=st.dictionaries(st.sampled_from(CODES), levels, min_size=2),
        wanted_languages=st.dictionaries(st.sampled_from(CODES), st.builds(LanguageAsk, levels, soft_asks), max_size=2),
        ages=ranges(10, 14),
        wanted_ages=st.none() | ranges(8, 16),
        age_ask=soft_asks | asks,
        wanted_size=st.none() | ranges(1, 40),
        size=st.integers(10, 40),
        offered_themes=st.frozensets(st.sampled_from(TERMS)),
        wanted_themes=st.dictionaries(st.sampled_from(TERMS), soft_asks | asks, max_size=2),
        work=works,
        connectivity=st.integers(0, 3),
        lessons=st.just(school_week(time(8), time(14))) | st.just(school_week(time(13), time(18))) | weeks,
        months_ask=soft_asks,
        starts_ask=soft_asks,
        offers_mentoring=st.booleans(),
        mentor_ask=soft_asks,
        wanted_countries=st.frozensets(st.sampled_from(PLACES), max_size=2),
        country=st.sampled_from(PLACES),
        country_ask=soft_asks,
        translated_ok=st.booleans(),
    )
