"""A wish in 196 bytes: what it says, how much fits into it, and how a spoilt row is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching.packed.packed_worlds import BOOK, FAR, anybody, packed
from tests.twinning.matching.worlds import side, tartu
from twinning.matching import Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, hard_conditions, score
from twinning.matching.packed import CannotPackError, Codebook, Damage, Kind, find, pack, question, unpack
from twinning.matching.packed.layouts import LAYOUTS, STANDARD, WIDE
from twinning.matching.packed.rows import damage

calm = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MUST = Ask(MatchNeed.MUST)
MANY = Codebook(
    languages=[f"l{n}" for n in range(300)],
    themes=[f"t{n}" for n in range(300)],
    kinds=[Kind(f"k{n}") for n in range(80)],
    countries=[f"c{n}" for n in range(249)],
    zones=BOOK.zones,
)


def in_many(**facts: Any) -> MatchSide:
    usual: dict[str, Any] = {"country": "c0", "languages": {"l1": Level.B1}, "work": {"k1": Work()}}
    return side(**{**usual, **facts})


def test_a_standard_row_has_16_bytes_of_masks_and_at_most_200_in_all() -> None:
    kinds: Mapping[str, tuple[str, int]] = STANDARD.fields
    masks = [name for name in kinds if name in ("flags", "kinds", "ages", "languages")]
    assert sum(int(kinds[name][0][-1]) * kinds[name][1] for name in masks) == 16
    assert (STANDARD.size, WIDE.size) == (196, 428)
    assert len(pack(tartu(), BOOK)) == 196


def test_a_row_of_a_snapshot_takes_at_most_200_bytes_of_memory() -> None:
    sides = [tartu(key=str(n), institution=str(n)) for n in range(500)]
    assert packed(sides).nbytes / 500 <= 200


@given(anybody(), anybody())
@calm
def test_an_unpacked_row_judges_as_the_wish_that_was_packed(a: MatchSide, b: MatchSide) -> None:
    a, b = (replace(x, closed_to=frozenset()) for x in (a, b))
    again = replace(unpack(pack(a, BOOK), BOOK), institution=a.institution)
    assert bool(hard_conditions(again, b)) == bool(hard_conditions(a, b))
    there, back = score(again, b), score(a, b)
    assert (there.u, there.v, there.answered) == pytest.approx((back.u, back.v, back.answered), abs=1e-12)


@given(anybody())
@calm
def test_a_row_packed_again_is_the_same(a: MatchSide) -> None:
    row = pack(a, BOOK)
    again = pack(replace(unpack(row, BOOK), institution=a.institution), BOOK)
    assert again == row
    assert damage(row, BOOK) is None


PAST_STANDARD: list[dict[str, Any]] = [
    {"languages": {"l64": Level.B1}},
    {"languages": {f"l{n}": Level.B1 for n in range(7)}},
    {"wanted_languages": {f"l{n}": LanguageAsk(Level.A2) for n in range(5)}},
    {"offered_themes": frozenset({"t64"})},
    {"wanted_themes": {f"t{n}": Ask() for n in range(9)}},
    {"work": {"k16": Work()}},
    {"wanted_countries": frozenset(f"c{n}" for n in range(5))},
    {"excluded_countries": frozenset(f"c{n}" for n in range(5))},
]


@pytest.mark.parametrize("facts", PAST_STANDARD)
def test_past_a_word_or_its_slots_a_wish_takes_the_wide_row(facts: dict[str, Any]) -> None:
    wish = in_many(**facts)
    row = pack(wish, MANY)
    assert (len(row), row[0]) == (WIDE.size, WIDE.number)
    again = replace(unpack(row, MANY, key=wish.key), institution=wish.institution)
    (name,) = facts
    assert getattr(again, name) == facts[name]


def test_as_much_as_the_standard_row_holds() -> None:
    full = in_many(
        languages={f"l{58 + n}": Level.B1 for n in range(6)},
        wanted_languages={f"l{60 + n}": LanguageAsk(Level.A2, MUST) for n in range(4)},
        wanted_themes={f"t{56 + n}": MUST for n in range(8)},
        work={f"k{n}": Work() for n in range(16)},
        wanted_countries=frozenset({"c1", "c2", "c3", "c4"}),
        excluded_countries=frozenset({"c245", "c246", "c247", "c248"}),
        lessons=frozenset(range(672)),
    )
    row = pack(full, MANY)
    assert len(row) == STANDARD.size
    again = unpack(row, MANY)
    assert (again.languages, again.wanted_languages, again.wanted_themes) == (
        full.languages,
        full.wanted_languages,
        full.wanted_themes,
    )
    assert (again.work, again.lessons) == (full.work, full.lessons)
    assert (again.wanted_countries, again.excluded_countries) == (full.wanted_countries, full.excluded_countries)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"languages": {"l256": Level.B1}}, "position 256"),
    ({"languages": {"xx": Level.B1}}, "xx"),
    ({"offered_themes": frozenset({"t299"})}, "says more than"),
    ({"wanted_themes": {f"t{n}": Ask() for n in range(33)}}, "says more than"),
    ({"work": {"k64": Work()}}, "says more than"),
    ({"work": {"k1": Work(live=True)}}, "another kind of work"),
    ({"ages": Range(1, 256)}, "256"),
    ({"starts": date(1999, 12, 31)}, "1999"),
    ({"starts": date(2200, 1, 1)}, "2200"),
    ({"months": 256}, "256"),
    ({"size": 65535}, "65535"),
]


@pytest.mark.parametrize(("facts", "why"), REFUSED)
def test_what_no_row_holds_is_refused(facts: dict[str, Any], why: str) -> None:
    with pytest.raises(CannotPackError, match=why):
        pack(in_many(**facts), MANY)
    with pytest.raises(CannotPackError, match=why):
        question(in_many(**facts), MANY)


def test_more_free_places_than_a_byte_holds_are_many_all_the_same() -> None:
    assert unpack(pack(side(capacity=1000), BOOK), BOOK).capacity == 255


@given(st.integers(0, STANDARD.size - 1), st.integers(0, 7))
def test_one_bit_wrong_anywhere_is_seen(place: int, bit: int) -> None:
    row = bytearray(pack(tartu(), BOOK))
    row[place] ^= 1 << bit
    assert damage(bytes(row), BOOK) is not None


@pytest.mark.parametrize("row", [b"", b"\x01", pack(tartu(), BOOK)[:-1], pack(tartu(), BOOK) + b"\0", b"\x02" * 196])
def test_cut_rows_are_damaged(row: bytes) -> None:
    assert damage(row, BOOK) is Damage.DAMAGED


def test_a_layout_that_is_not_read_is_old() -> None:
    assert 200 not in LAYOUTS
    assert damage(b"\xc8" + pack(tartu(), BOOK)[1:], BOOK) is Damage.OLD


def test_a_row_by_a_longer_codebook_waits_for_it() -> None:
    longer = replace(BOOK, zones=(*BOOK.zones, "Asia/Tokyo"), countries=(*BOOK.countries, "JP"))
    for facts in ({"time_zone": "Asia/Tokyo"}, {"country": "JP"}):
        row = pack(tartu(**facts), longer)
        assert damage(row, BOOK) is Damage.UNKNOWN
        assert damage(row, longer) is None


def test_codes_that_came_later_leave_rows_as_they_were() -> None:
    assert pack(tartu(), FAR) != pack(tartu(), BOOK)
    longer = replace(BOOK, languages=(*BOOK.languages, "sw"), kinds=(*BOOK.kinds, Kind("games")))
    assert pack(tartu(), longer) == pack(tartu(), BOOK)
    assert len(find(question(side(), longer), packed([tartu()]))) == 1
