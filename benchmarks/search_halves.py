"""Plain FTS5 to compare the search with, and halves of parallel texts: what is asked was never learnt from."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.search_words import LOCALE, forget, seen, stemmed_by
from search.analysis import lexicon
from search.analysis.kyrgyz import learnt
from search.analysis.kyrgyz.ranking import Knowledge
from search.analysis.learning.corpora import rows, tables, text_of, treebank, treebanks, vocabulary
from search.analysis.learning.files import messages
from search.analysis.learning.lexicon_learning import learn_lexicon, packed
from search.analysis.learning.training import learn
from search.analysis.reading import Token, analyse

Sentence = dict[str, str]
Field = Callable[[Token, str], Sequence[str]]


class Way(NamedTuple):
    """Columns of an index: how each is filled from texts and questions, and its weight."""

    columns: dict[str, Field]
    weights: tuple[float, ...]


def _surface(token: Token, _language: str) -> Sequence[str]:
    return (token.surface,)


def _cut(token: Token, _language: str) -> Sequence[str]:
    return (token.root,)


UNTREATED: Final = Way({"w": _surface}, (1,))
CUT: Final = Way({"w": _surface, "r": _cut}, (2, 1))


class Index:
    """Texts in FTS5, in memory; `rank` of a text for a question, 0 where it is not among the first ten."""

    def __init__(self, way: Way, texts: Sequence[str], language: str) -> None:
        self.way, self.language = way, language
        self.db = sqlite3.connect(":memory:")
        columns = ",".join(way.columns)
        self.db.execute(f'CREATE VIRTUAL TABLE t USING fts5({columns}, tokenize="unicode61 remove_diacritics 0")')
        for number, text in enumerate(texts):
            self.put(number, text)

    def put(self, number: int, text: str) -> None:
        tokens = analyse(text, self.language)
        cells = [" ".join(w for t in tokens for w in fill(t, self.language)) for fill in self.way.columns.values()]
        self.db.execute("DELETE FROM t WHERE rowid = ?", [number])
        names = ",".join(self.way.columns)
        self.db.execute(f"INSERT INTO t(rowid, {names}) VALUES (?{',?' * len(cells)})", [number, *cells])

    def rank(self, question: str, language: str, wanted: int) -> float:
        """One by the rank of the wanted text."""
        tokens = analyse(question, language)
        parts = [
            f'{{{name}}} : "{word}"'
            for name, fill in self.way.columns.items()
            for word in dict.fromkeys(w for t in tokens for w in fill(t, language))
        ]
        if not parts:
            return 0.0
        weights = ",".join(map(str, self.way.weights))
        asked = f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, {weights}), rowid LIMIT 10"
        found = [row[0] for row in self.db.execute(asked, [" OR ".join(parts)])]
        return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


class Half(NamedTuple):
    """Documents that are asked, and what was learnt without them."""

    asked: frozenset[str]
    known: Knowledge
    pairs: lexicon.Pairs


def halves(folder: Path, path: Path) -> Iterator[Half]:
    own = rows(path)
    documents = list(dict.fromkeys(row["document"] for row in own))
    if not seen(path, learnt.FILE):
        yield Half(frozenset(documents), learnt.knowledge(), lexicon.shipped_pairs())
        return
    others = [row for table in tables(folder) if table != path for row in rows(table)] + messages(LOCALE)
    for asked in (frozenset(documents[1::2]), frozenset(documents[::2])):
        texts = [row for row in own if row["document"] not in asked] + others
        sentences = [one for source in treebanks(folder) for one in treebank(source)]
        words = vocabulary(text_of(sentences)) + vocabulary(row.get("ky", "") for row in texts)
        known = learn(sentences, words)
        with stemmed_by(known):
            pairs = packed(learn_lexicon(texts))
        yield Half(asked, known, pairs)


@contextmanager
def taught(half: Half) -> Iterator[None]:
    shipped = lexicon.shipped_pairs
    lexicon.shipped_pairs = lambda: half.pairs
    try:
        with stemmed_by(half.known):
            yield
    finally:
        lexicon.shipped_pairs = shipped
        forget()
