"""Of a changed wish: exactly those hear of it in whose list it would stand now."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching.packed.packed_worlds import BOOK, anyone_open, closed_both_ways, ordering_of, packed
from tests.twinning.matching.worlds import side, tartu
from twinning.matching import Ask, MatchSide, hard_conditions
from twinning.matching.packed import Thresholds, find, news, question


def thresholds(values: dict[int, float]) -> Thresholds:
    ids = sorted(values)
    return Thresholds(np.array(ids, dtype=np.int64), np.array([values[id_] for id_ in ids], dtype=np.float64))


@given(anyone_open(), st.lists(anyone_open(), max_size=10), st.dictionaries(st.integers(1, 10), st.floats(0, 0.8)))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_those_whose_last_line_it_passes(changed: MatchSide, others: list[MatchSide], last: dict[int, float]) -> None:
    changed = closed_both_ways(changed, others)
    found = news(question(changed, BOOK), packed(others), thresholds(last))
    expected = {
        n: ordering_of(changed, them)
        for n, them in enumerate(others, 1)
        if n in last and not hard_conditions(changed, them) and ordering_of(changed, them) > last[n] + 1e-9
    }
    assert dict(zip(found.ids.tolist(), found.values.tolist(), strict=True)) == pytest.approx(expected, abs=1e-6)


@given(anyone_open(), st.lists(anyone_open(), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_value_told_is_that_in_their_own_list(changed: MatchSide, others: list[MatchSide]) -> None:
    changed = closed_both_ways(changed, others)
    found = news(question(changed, BOOK), packed(others), thresholds(dict.fromkeys(range(1, 7), 0.0)))
    for id_, value in zip(found.ids.tolist(), found.values.tolist(), strict=True):
        theirs = question(closed_both_ways(others[id_ - 1], [changed]), BOOK)
        (line,) = find(theirs, packed([changed])).best(1)
        assert line.value == pytest.approx(value, abs=1e-12)


def test_who_never_looked_hears_nothing() -> None:
    twins = [tartu(key=str(n), institution=str(n)) for n in range(3)]
    asked = question(side(), BOOK)
    assert news(asked, packed(twins), thresholds({})).ids.tolist() == []
    assert news(asked, packed(twins), thresholds({2: 0.0, 99: 0.0})).ids.tolist() == [2]


def test_as_good_as_the_last_line_is_no_news() -> None:
    us = side()
    value = ordering_of(us, tartu())
    asked, world = question(us, BOOK), packed([tartu()])
    assert news(asked, world, thresholds({1: value})).ids.tolist() == []
    assert news(asked, world, thresholds({1: value - 1e-9})).ids.tolist() == [1]


def test_whom_both_gain_nothing_from_is_no_news_even_of_an_empty_list() -> None:
    music = tartu(
        wanted_themes={"music": Ask(weight=8)},
        speak=Ask(weight=0),
        age_ask=Ask(weight=0),
        work={"letters": side().work["letters"]},
    )
    empty = thresholds({1: 0.0})
    heard = news(question(side(), BOOK), packed([music]), empty)
    assert heard.ids.tolist() == [1]
    gains_nothing = replace(music, work={"letters": replace(music.work["letters"], ask=Ask(weight=0))})
    assert news(question(side(), BOOK), packed([gains_nothing]), empty).ids.tolist() == []
