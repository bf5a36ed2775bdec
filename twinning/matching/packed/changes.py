"""Which of our own conditions each row fails, and what every single change of our wish would mend of it, as bits.

A change mends bits of `failing`; two changes together mend what either does. So one pass over the rows answers for each
change and for each two of them. The changes and their keys are those of `matching.relaxations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.own_conditions import Own, covers, lacks_theme, level_of, overlaps, plain
from twinning.matching.packed.question import Question
from twinning.matching.point_explanations import Value
from twinning.matching.relaxations import WIDER_BY, YOUNGEST
from twinning.matching.wish_facts import Level, Range

Bits = NDArray[np.uint64]

BEYOND: Final = 63  # shared by terms past the last bit: nothing mends it, so their changes are not told
NOTHING: Final = np.uint64(0)


@dataclass(frozen=True, slots=True)
class Change:
    """`mends`: bits of each row, or of all. Two changes of one `subject` are steps of which one takes the longer."""

    key: str
    params: Mapping[str, Value]
    subject: str
    mends: Bits | np.uint64
    breaks: Flags | None = None  # rows that would not fit after it, whatever else changes

    def of(self, rows: Flags) -> Change:
        mends = self.mends[rows] if isinstance(self.mends, np.ndarray) else self.mends
        return replace(self, mends=mends, breaks=None if self.breaks is None else self.breaks[rows])


@dataclass(slots=True)
class Failing:
    """Bits that rows fail, and the changes that mend them."""

    bits: Bits
    changes: list[Change]

    def fail(self, bit: int, rows: Flags) -> None:
        self.bits |= np.left_shift(rows.astype(np.uint64), np.uint64(bit))

    def mend(self, key: str, bit: int, params: Mapping[str, Value] | None = None) -> None:
        self.changes.append(Change(key, params or {}, f"{key} {params}", one(bit)))


def one(bit: int) -> np.uint64:
    return NOTHING if bit == BEYOND else np.uint64(1 << bit)


def term_bits(us: Question) -> Mapping[tuple[str, str], int]:
    """A bit for each must of a term: ours, and theirs for work that we do not do."""
    names = [
        *(("theme", code) for code, ask in us.side.wanted_themes.items() if ask.must),
        *(("language", code) for code, wanted in us.side.wanted_languages.items() if wanted.ask.must),
        *(("work", code) for code, own in us.side.work.items() if own.ask.must),
        *(("their work", kind.code) for kind in us.codebook.kinds if kind.code not in us.side.work),
    ]
    return {name: min(BEYOND, Own.FIRST_TERM + n) for n, name in enumerate(names)}


def failing(us: Question, block: Block, rows: Rows) -> Failing:
    """All but work, which costs more: `work_changes`."""
    found = Failing(np.zeros(len(rows), dtype=np.uint64), [])
    for own, fails in plain(us, block, rows):
        found.fail(own, fails)
    _ours(us, found, len(rows))
    _plain(us, found)
    found.changes += _countries(us, block, rows)
    found.changes += _ages(us, block, rows)
    bits = term_bits(us)
    for code, ask in us.side.wanted_themes.items():
        if ask.must:
            found.fail(bits["theme", code], lacks_theme(us, block, rows, code))
            found.mend("theme.prefer", bits["theme", code], {"term": code})
    for code, wanted in us.side.wanted_languages.items():
        if wanted.ask.must:
            level = level_of(us, block, rows, code)
            found.fail(bits["language", code], level < wanted.level)
            found.changes += _language(code, wanted.level, level, bits["language", code])
    return found


def _ours(us: Question, found: Failing, rows: int) -> None:
    side, everywhere = us.side, np.ones(rows, dtype=np.bool_)
    for own, missing, key, params in (
        (Own.VERIFIED, not side.verified, "institution.verify", {}),
        (Own.RULES, not side.rules_signed, "rules.sign", {}),
        (Own.CAPACITY, side.capacity <= 0, "capacity.more", {"places": 1}),
    ):
        if missing:
            found.fail(own, everywhere)
            found.mend(key, own, params)


def _plain(us: Question, found: Failing) -> None:
    side = us.side
    if not side.translated_ok:
        found.mend("translated.accept", Own.TRANSLATED)
    size = side.wanted_size
    for holds, key, own, params in (
        (side.speak.must, "speak.prefer", Own.SPEAK, {}),
        (side.age_ask.must and side.accepted_ages is not None, "age.prefer", Own.MUST_AGE, {}),
        (side.months_ask.must, "months.prefer", Own.MONTHS, {"months": side.months}),
        (side.starts_ask.must, "starts.prefer", Own.STARTS, {"starts": side.starts}),
        (side.mentor_ask.must, "mentor.prefer", Own.MENTOR, {}),
        (side.newcomer_ask.must, "newcomer.prefer", Own.NEWCOMER, {}),
        (bool(side.wanted_countries) and side.country_ask.must, "country.prefer", Own.COUNTRY, {}),
    ):
        if holds:
            found.mend(key, own, params)
    if side.size_ask.must and size is not None:
        found.mend("size.prefer", Own.SIZE, {"from": size.low, "to": size.high})


def _where(rows: Flags, bit: int) -> Bits:
    return np.where(rows, one(bit), NOTHING)


def _countries(us: Question, block: Block, rows: Rows) -> Iterator[Change]:
    theirs = block.column["country"][rows]
    for code in sorted(us.side.excluded_countries):
        mends = _where(theirs == us.codebook.country[code], Own.EXCLUDED)
        yield Change("country.accept", {"country": code}, f"country {code}", mends)


def _ages(us: Question, block: Block, rows: Rows) -> Iterator[Change]:
    """Wider ages name an age where none was named, so a must for them then leaves out who has no class."""
    accepted = us.side.accepted_ages
    if accepted is None:
        return
    for years in WIDER_BY:
        wider = Range(max(min(YOUNGEST, accepted.low), accepted.low - years), accepted.high + years)
        covered = covers(wider, block, rows, classless=False)
        mends = _where(overlaps(wider, block, rows), Own.AGE) | _where(covered, Own.MUST_AGE)
        breaks = ~covered if us.side.age_ask.must and us.side.wanted_ages is None else None
        yield Change("age.widen", {"from": wider.low, "to": wider.high}, "ages", mends, breaks)


def _language(code: str, wanted: Level, level: NDArray[np.uint8], bit: int) -> Iterator[Change]:
    for number in range(wanted - 1, Level.A2 - 1, -1):
        params = {"code": code, "level": Level(number).name, "instead": wanted.name}
        yield Change("language.level", params, f"language {code}", _where(level >= number, bit))
    yield Change("language.prefer", {"code": code, "level": wanted.name}, f"language {code}", one(bit))


def joined_changes(parts: Sequence[tuple[Sequence[Change], int]]) -> list[Change]:
    """The same changes over the rows of several blocks (with how many each has), one after the other."""
    return [_joined([changes[n] for changes, _ in parts], [rows for _, rows in parts]) for n in range(len(parts[0][0]))]


def _joined(changes: Sequence[Change], rows: Sequence[int]) -> Change:
    mends = [np.broadcast_to(change.mends, n).astype(np.uint64) for change, n in zip(changes, rows, strict=True)]
    breaks = [
        np.zeros(n, dtype=np.bool_) if change.breaks is None else change.breaks
        for change, n in zip(changes, rows, strict=True)
    ]
    whole = None if changes[0].breaks is None else np.concatenate(breaks)
    return replace(changes[0], mends=np.concatenate(mends), breaks=whole)
