"""Matching of a pair after the other beside matching in columns: CPU, memory of a row. Markdown, JSON into $OUT.

SIZES="3000 9000 100000 1000000" python benchmarks/matching.py

Worlds are those of `matching_worlds`; a million are its first hundred thousand ten times, each time of other
institutions. ASKERS wishes from outside ask in turn, TIMES times each, after one round that fills the tables of
clocks: p50 and p95 of CPU milliseconds of one process. "Now" is the code that pages use: it is left out above a
hundred thousand (11 kB a row), and takes one round there. Reasons are of the twenty shown, from objects; reading
these from the database is not in it.
"""

import gc
import json
import os
import random
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import TypeVar
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.matching_worlds import BOOK, askers, sides
from benchmarks.temporary_site import markdown
from twinning.matching import MatchSide, explain, score
from twinning.matching import held_back as held_back_now
from twinning.matching import pack as objects_packed
from twinning.matching.condition_scan import fitting
from twinning.matching.packed import (
    Listed,
    PackedRow,
    Question,
    Snapshot,
    Thresholds,
    explained,
    find,
    held_back,
    news,
    pack,
    question,
    snapshot_of,
    unpack,
)
from twinning.matching.packed.layouts import HEAD, LAYOUTS
from twinning.matching.snapshot import Snapshot as Objects
from twinning.policy import SUGGESTIONS_LISTED

ASKERS = 20
TIMES = 5
MOST_OBJECTS = 100_000
REACH = {3_000: 8, 9_000: 10, 100_000: 20, 1_000_000: 90}
Row = dict[str, object]
Asked = TypeVar("Asked")


class Bench:
    """Rows of one table."""

    def __init__(self, size: int) -> None:
        self.size, self.rows = size, list[Row]()

    def add(self, work: str, taken: Sequence[float], unit: str = "ms", reach: float | str = "") -> None:
        ordered = sorted(taken)
        p50, p95 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        row = {
            "wishes": self.size,
            "work": work,
            "p50": round(p50, 3),
            "p95": round(p95, 3),
            "unit": unit,
            "reach": reach,
        }
        self.rows.append(row)
        print(row, file=sys.stderr)


def timed(action: Callable[[Asked], object], asked: Iterable[Asked], times: int = TIMES) -> list[float]:
    """CPU milliseconds of each call."""
    taken = []
    for one in list(asked) * times:
        before = process_time()
        action(one)
        taken.append((process_time() - before) * 1000)
    return taken


def list_now(us: MatchSide, snapshot: Objects) -> None:
    """As `suggest`, without what holds back."""
    found = fitting(us, snapshot)
    pairs = [
        (score(us, snapshot.sides[row], minutes), snapshot.sides[row])
        for row, minutes in zip(found.rows.tolist(), found.minutes.tolist(), strict=True)
    ]
    pairs.sort(key=lambda pair: (-round(pair[0].value, 12), -round(pair[0].u, 12), pair[1].key))
    best: dict[str, int] = {}
    for place, (_, them) in enumerate(pairs):
        best.setdefault(them.institution, place)
    for place in list(best.values())[:SUGGESTIONS_LISTED]:
        said, them = pairs[place]
        explain(us, them, said)


def again(rows: Sequence[PackedRow], times: int) -> Iterable[PackedRow]:
    """The same rows, each time of other institutions."""
    width = 8
    chance = random.Random(times)
    for n in range(times):
        for id_, row, change in rows:
            assert row is not None
            _, place = LAYOUTS[row[0]].places["institution"]
            body = row[HEAD:place] + chance.randbytes(width) + row[place + width :]
            yield n * len(rows) + id_, row[:1] + crc32(body).to_bytes(4, "little") + body, change


def measure(size: int) -> list[Row]:
    bench = Bench(size)
    world = list(sides(min(size, MOST_OBJECTS)))
    bench.add("pack a wish", timed(lambda side: pack(side, BOOK), world[:2000], 1), reach=0.2)
    rows: list[PackedRow] = [(n, pack(side, BOOK), n) for n, side in enumerate(world, 1)]
    if size <= MOST_OBJECTS:
        now(bench, world)
    del world
    gc.collect()
    if size > MOST_OBJECTS:
        rows = list(again(rows, size // MOST_OBJECTS))
    columns(bench, rows)
    return bench.rows


def now(bench: Bench, world: Sequence[MatchSide]) -> None:
    snapshot = objects_packed(world)
    asked = askers(ASKERS)
    timed(lambda us: list_now(us, snapshot), asked[:3], 1)
    times = 1 if len(world) == MOST_OBJECTS else TIMES
    bench.add("now: list of 20 with reasons", timed(lambda us: list_now(us, snapshot), asked, times))
    bench.add("now: what holds us back", timed(lambda us: held_back_now(us, snapshot), asked, 1))
    bench.add("now: columns from objects", timed(lambda _: objects_packed(world), [0], 2))
    few = 3_000
    tracemalloc.start()
    held = objects_packed(list(sides(few)))
    bench.add("now: memory a row", [tracemalloc.get_traced_memory()[0] / len(held)], "B")
    tracemalloc.stop()


def columns(bench: Bench, rows: Sequence[PackedRow]) -> None:
    made: list[Snapshot] = []
    taken = timed(lambda _: made.append(snapshot_of(rows, BOOK)), [0], 1)
    snapshot = made[0]
    bench.add("columns: snapshot from bytes", taken, reach=2000 if bench.size == MOST_OBJECTS else "")
    bench.add("columns: memory a row", [snapshot.nbytes / len(rows)], "B", 200)
    one = rows[len(rows) // 2]
    bench.add("columns: one wish changed", timed(snapshot.with_changes, [[one]] * 20, 1))
    asked = [question(side, BOOK) for side in askers(ASKERS)]
    for us in asked:
        find(us, snapshot)
    bench.add("columns: rows that fit", [float(len(find(us, snapshot))) for us in asked], "rows")
    bench.add("columns: list of 20", timed(lambda us: find(question(us.side, BOOK), snapshot).best(), asked))
    bench.add("columns: list of 20 with reasons", _with_reasons(asked, snapshot, rows), reach=REACH.get(bench.size, ""))
    bench.add("columns: institutions that fit", timed(lambda us: find(us, snapshot).fitting, asked))
    bench.add("columns: what holds us back", timed(lambda us: held_back(us, snapshot), asked, 1))
    _reverse(bench, asked, snapshot)


def _with_reasons(asked: Sequence[Question], snapshot: Snapshot, rows: Sequence[PackedRow]) -> list[float]:
    shown = {line.id for us in asked for line in find(us, snapshot).best()}
    known = {id_: unpack(row, BOOK, key=str(id_)) for id_, row, _ in rows if id_ in shown and row is not None}

    def whole(us: Question) -> object:
        lines: Sequence[Listed] = find(question(us.side, BOOK), snapshot).best()
        return explained(us.side, lines, known)

    return timed(whole, asked)


def _reverse(bench: Bench, asked: Sequence[Question], snapshot: Snapshot) -> None:
    """Every wish has seen a list; the value of its last line is drawn from 0.3 to 0.7."""
    ids = np.sort(np.concatenate([block.ids for block in snapshot.blocks]))
    last = np.random.default_rng(1).uniform(0.3, 0.7, len(ids))
    thresholds = Thresholds(ids, last)
    bench.add(
        "columns: reverse pass",
        timed(lambda us: news(us, snapshot, thresholds), asked),
        reach=12 if bench.size == MOST_OBJECTS else "",
    )


def main() -> None:
    sizes = [int(size) for size in (os.environ.get("SIZES") or "3000 9000 100000 1000000").split()]
    rows = [row for size in sizes for row in measure(size)]
    print(markdown(rows))
    if os.environ.get("OUT"):
        Path(os.environ["OUT"]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
