"""All open wishes in columns, kept by each process and never made anew within a request.

The first question of a process reads all packed rows (bytes, no wish is packed). Later ones read what has no number yet
and what has a greater number than the process knows, in one query, and replace these rows alone. Where many were
replaced, a thread folds them into new columns while the old ones serve. Rows that cannot be read are left out until the
chore has packed them again.
"""

import logging
import threading
from collections.abc import Collection
from dataclasses import replace

from twinning.matching import MatchSide
from twinning.matching.packed import Codebook, PackedRow, Snapshot, snapshot_of
from twinning.matching.packed.rows import Damage, damage
from twinning.queries.packed_wishes import all_rows, codebook, codes_of, extended, lacking, rows_of, rows_since

log = logging.getLogger("koepueroe.matching")


class LivingSnapshot:
    """Of one process; two of them share nothing but the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._unnumbered: dict[int, bytes | None] = {}
        self._folding = False
        self._era = 0

    def now(self) -> Snapshot:
        """As the database has it. One query, two in the first call."""
        with self._lock:
            held = self._loaded() if self._held is None else self._caught_up(self._held)
            self._held = held
            if held.crowded and not self._folding:
                self._folding = True
                threading.Thread(target=self._fold, args=(held, self._era, dict(self._unnumbered)), daemon=True).start()
            return held

    def forget(self) -> None:
        with self._lock:
            self._held, self._unnumbered, self._era = None, {}, self._era + 1

    def left_out(self) -> Collection[int]:
        """Ids of rows that cannot be read."""
        return self.now().left_out.keys()

    def _loaded(self) -> Snapshot:
        book = codebook()  # first: rows may name codes that are newer, and are read again below
        rows = all_rows()
        if _unknown(rows, book):
            book = codebook()
        self._unnumbered = {id_: row for id_, row, number in rows if number < 0}
        found = snapshot_of(rows, book)
        if found.damages:
            log.warning("packed wishes left out until the chore repairs them: %s", dict(found.damages))
        return found

    def _caught_up(self, held: Snapshot) -> Snapshot:
        """What stood there without a number and is not among the changes was rolled back: it is read again."""
        changed = rows_since(held.change)
        gone = self._unnumbered.keys() - {row[0] for row in changed}
        changed += rows_of(gone) if gone else []
        fresh = [row for row in changed if row[2] >= 0 or self._unnumbered.get(row[0], b"") != row[1]]
        self._unnumbered = {id_: row for id_, row, number in changed if number < 0 and id_ not in gone}
        if not fresh:
            return held
        if _unknown(fresh, held.codebook):
            held = replace(held, codebook=codebook())
        return held.with_changes(fresh)

    def _fold(self, held: Snapshot, era: int, unnumbered: dict[int, bytes | None]) -> None:
        """What was changed meanwhile is read again: it has greater numbers, or none."""
        try:
            folded = held.folded()
            with self._lock:
                if era == self._era:
                    self._held, self._unnumbered = folded, unnumbered
        finally:
            self._folding = False


_living = LivingSnapshot()


def snapshot() -> Snapshot:
    return _living.now()


def unreadable() -> Collection[int]:
    return _living.left_out()


def forget_snapshot() -> None:
    """For tests, whose database is rolled back."""
    _living.forget()


def asked_in(book: Codebook, us: MatchSide) -> Codebook:
    """A codebook that knows all that we say; what no packed wish says stands at its end."""
    wanted = codes_of([us])
    if not lacking(book, wanted):
        return book
    newest = codebook()
    return extended(newest, lacking(newest, wanted))


def _unknown(rows: list[PackedRow], book: Codebook) -> bool:
    return any(row is not None and damage(row, book) is Damage.UNKNOWN for _, row, _ in rows)
