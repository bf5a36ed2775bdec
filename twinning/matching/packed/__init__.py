"""Matching in columns: lists among a million open wishes. NumPy and the facts of `matching`, no Django, no clock.

    row = pack(side, codebook)                    196 bytes, kept beside the wish by the verb that changes it
    snapshot = snapshot_of(rows, codebook)        once a process; then snapshot.with_changes(rows)
    us = question(side, codebook)                 our own wish, with all whom it is closed to from either side
    found = find(us, snapshot)                    every pair that no condition forbids, scored
    found.best(20, aside=ids), found.fitting      the list, and how many institutions fit
    explained(side, lines, sides)                 the lines shown with their reasons, by the code of `matching`
    held_back(us, snapshot)                       what one change of our wish would bring, and the best two together
    news(us, snapshot, thresholds)                for whom a changed wish belongs to their list now

What `matching` says of one pair is the law: the same conditions, and scores equal to 1e-6, but lists are ordered by
g n / (n + 2) and words are of g (docs/decisions/0044). A page checks the rows that it shows against the database.
"""

from twinning.matching.packed.codebook import Codebook, Kind
from twinning.matching.packed.explained import Explained, explained
from twinning.matching.packed.held_back import HeldBack, TwoChanges, held_back
from twinning.matching.packed.lists import Found, Listed, find
from twinning.matching.packed.question import Question, question
from twinning.matching.packed.reverse import News, Thresholds, news
from twinning.matching.packed.rows import CannotPackError, Damage, pack
from twinning.matching.packed.snapshot import PackedRow, Snapshot, snapshot_of
from twinning.matching.packed.unpacking import unpack

__all__ = [
    "CannotPackError",
    "Codebook",
    "Damage",
    "Explained",
    "Found",
    "HeldBack",
    "Kind",
    "Listed",
    "News",
    "PackedRow",
    "Question",
    "Snapshot",
    "Thresholds",
    "TwoChanges",
    "explained",
    "find",
    "held_back",
    "news",
    "pack",
    "question",
    "snapshot_of",
    "unpack",
]
