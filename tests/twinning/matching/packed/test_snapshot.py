"""A snapshot that lives: with any changes it finds what one built anew would find."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twinning.matching.packed.packed_worlds import BOOK, anyone_open, packed
from tests.twinning.matching.worlds import side, tartu
from twinning.matching import MatchSide
from twinning.matching.packed import (
    Codebook,
    Damage,
    Kind,
    Listed,
    PackedRow,
    Snapshot,
    find,
    held_back,
    pack,
    question,
    snapshot_of,
)
from twinning.matching.packed import snapshot as snapshots

# Some wishes of these take the wide row.
BOTH = replace(BOOK, languages=(*BOOK.languages, *(f"l{n}" for n in range(80))))
Log = list[tuple[int, MatchSide | None]]


def twin(number: int) -> MatchSide:
    return tartu(key=f"k{number}", institution=f"i{number}")


def row(id_: int, change: int, wish: MatchSide | None = None) -> PackedRow:
    return id_, pack(wish or twin(id_), BOOK), change


def lines(snapshot: Snapshot, us: MatchSide | None = None) -> tuple[Listed, ...]:
    return find(question(us or side(), snapshot.codebook), snapshot).best(20)


def ids(snapshot: Snapshot) -> list[int]:
    return sorted(line.id for line in lines(snapshot))


def test_changes_replace_add_and_take_away() -> None:
    before = packed([twin(1), twin(2), twin(3)])
    after = before.with_changes([row(2, 4, replace(twin(2), verified=False)), (3, None, 5), row(9, 6)])
    assert (ids(before), ids(after)) == ([1, 2, 3], [1, 9])
    assert (before.change, after.change) == (3, 6)
    assert (len(before), len(after)) == (3, 3)


def test_what_stood_before_stays_as_it_was() -> None:
    before = packed([twin(1), twin(2)])
    lists = lines(before)
    before.with_changes([(1, None, 3)]).with_changes([row(2, 4, replace(twin(2), capacity=0))])
    assert lines(before) == lists
    with pytest.raises(ValueError, match="read-only"):
        before.blocks[0].column["flags"][0] = 0


def test_of_several_rows_of_one_wish_the_last_change_holds() -> None:
    late, early = row(1, 9), row(1, 8, replace(twin(1), verified=False))
    for rows in ([early, late], [late, early]):
        assert ids(packed([twin(5)], since=5).with_changes(rows)) == [1, 5]


def test_a_row_read_twice_replaces_itself() -> None:
    before = packed([twin(1), twin(2)])
    assert lines(before.with_changes([row(1, 1)]).with_changes([row(1, 1)])) == lines(before)


def test_no_change_gives_the_same_snapshot() -> None:
    before = packed([twin(1)])
    assert before.with_changes([]) is before


def test_a_wish_that_was_closed_can_be_opened_again() -> None:
    closed = packed([twin(1)]).with_changes([(1, None, 2)])
    assert (ids(closed), len(closed)) == ([], 0)
    assert ids(closed.with_changes([row(1, 3)])) == [1]


def test_spoilt_rows_are_left_out_and_counted() -> None:
    spoilt = [(1, b"", 1), (2, b"\xff" + b"\0" * 195, 2), (3, pack(twin(3), BOOK)[:-1] + b"\x77", 3), row(4, 4)]
    found = snapshot_of(spoilt, BOOK)
    assert ids(found) == [4]
    assert found.left_out == {1: Damage.DAMAGED, 2: Damage.OLD, 3: Damage.DAMAGED}
    assert found.damages == Counter({Damage.DAMAGED: 2, Damage.OLD: 1})


def test_a_wish_whose_new_row_is_spoilt_is_not_shown_as_it_was() -> None:
    spoilt = packed([twin(1), twin(2)]).with_changes([(1, b"\xff", 3)])
    assert (ids(spoilt), spoilt.left_out) == ([2], {1: Damage.OLD})
    mended = spoilt.with_changes([row(1, 4)])
    assert (ids(mended), mended.left_out) == ([1, 2], {})
    assert spoilt.with_changes([(1, None, 4)]).left_out == {}


def test_only_spoilt_rows_make_an_empty_snapshot() -> None:
    found = snapshot_of([(1, b"\xff", 7)], BOOK)
    assert (ids(found), len(found), found.change) == ([], 0, 7)
    assert held_back(question(side(), BOOK), found).single == ()


def test_folding_changes_nothing_that_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "CROWDED", 2)
    changed = packed([twin(n) for n in range(1, 5)]).with_changes([row(2, 5), row(7, 6), (1, None, 7)])
    assert not changed.crowded
    crowded = changed.with_changes([row(8, 8)])
    assert crowded.crowded
    folded = crowded.folded()
    assert not folded.crowded
    assert (lines(folded), folded.change, len(folded)) == (lines(crowded), 8, 5)


def of_both(wish: MatchSide, wide: bool) -> MatchSide:
    return replace(wish, languages={**wish.languages, "l79": wish.languages[min(wish.languages)]}) if wide else wish


wishes = st.builds(of_both, anyone_open(), st.booleans())
logs = st.lists(st.tuples(st.integers(1, 6), st.none() | wishes), max_size=8)


@given(anyone_open(), st.lists(wishes, max_size=6), logs, st.sampled_from([Snapshot.folded, lambda snapshot: snapshot]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_changes_find_what_a_new_snapshot_finds(
    us: MatchSide, first: list[MatchSide], log: Log, after: Callable[[Snapshot], Snapshot]
) -> None:
    now: dict[int, MatchSide | None] = dict(enumerate(first, 1))
    snapshot = packed(first, BOTH)
    for change, (id_, wish) in enumerate(log, 10):
        now[id_] = wish
        snapshot = after(snapshot.with_changes([(id_, None if wish is None else pack(wish, BOTH), change)]))
    anew = snapshot_of([(id_, pack(wish, BOTH), 1) for id_, wish in now.items() if wish is not None], BOTH)
    assert lines(snapshot, us) == lines(anew, us)
    asked = question(us, BOTH)
    assert held_back(asked, snapshot) == held_back(asked, anew)
    assert len(snapshot) == len(anew)


def test_rows_by_another_codebook_wait_outside() -> None:
    longer = Codebook(
        BOOK.languages, BOOK.themes, (*BOOK.kinds, Kind("games")), BOOK.countries, (*BOOK.zones, "Asia/Tokyo")
    )
    row_of_tokyo = (1, pack(tartu(time_zone="Asia/Tokyo"), longer), 1)
    assert snapshot_of([row_of_tokyo], BOOK).damages == Counter({Damage.UNKNOWN: 1})
    assert len(snapshot_of([row_of_tokyo], longer)) == 1
