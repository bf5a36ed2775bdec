"""What Kyrgyz analysis is worth for finding: rare words, whole sentences, across languages. In plain FTS5.

Rare words and whole sentences look for the document that a sentence was taken out of; across languages a sentence looks
for itself in another language.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from benchmarks.kyrgyz_measures import LOCALE, SEED, TIMES, Row, interval, seen, stemmed_by
from search.analysis import lexicon
from search.analysis.kyrgyz import learnt
from search.analysis.kyrgyz.ranking import Knowledge
from search.analysis.languages import tagged_stems
from search.analysis.learning.corpora import rows, tables, text_of, treebank, treebanks, vocabulary
from search.analysis.learning.files import messages
from search.analysis.learning.lexicon_learning import learn_lexicon, packed
from search.analysis.learning.training import learn
from search.analysis.lexicon import cognates, expansions
from search.analysis.reading import Token, analyse

Sentence = dict[str, str]
RARE: Final = 3  # documents at most in which a rare word stands as written
DIRECTIONS: Final = (("ru", "ky"), ("en", "ky"), ("ky", "ru"), ("ky", "en"))
Field = Callable[[Token, str], Sequence[str]]


class Way(NamedTuple):
    """Columns of an index: how each is filled from a text and from a question, and its weight."""

    written: dict[str, Field]
    asked: dict[str, Field]
    weights: tuple[float, ...]


def _surface(token: Token, _language: str) -> Sequence[str]:
    return (token.surface,)


def _cut(token: Token, _language: str) -> Sequence[str]:
    return (token.root,)


def _stem(token: Token, language: str) -> Sequence[str]:
    return tagged_stems(token.surface, language)


def _others(token: Token, language: str) -> Sequence[str]:
    return [one.tagged for one in expansions(token, language)]


def _kindred(token: Token, _language: str) -> Sequence[str]:
    return cognates(token.stem)


UNTREATED: Final = Way({"w": _surface}, {"w": _surface}, (1,))
CUT: Final = Way({"w": _surface, "r": _cut}, {"w": _surface, "r": _cut}, (2, 1))
_OWN: Final[dict[str, Field]] = {"w": _surface, "s": _stem, "r": _cut}
OURS: Final = Way(_OWN, _OWN, (2, 1, 0.5))
ACROSS: Final = Way({**_OWN, "x": _others, "c": _kindred}, {**_OWN, "x": _stem, "c": _kindred}, (2, 1, 0.5, 3, 0.15))


class Index:
    """Texts in FTS5, in memory; `rank` of a text for a question, 0 where it is not among the first ten."""

    def __init__(self, way: Way, texts: Sequence[str], language: str) -> None:
        self.way, self.language = way, language
        self.db = sqlite3.connect(":memory:")
        columns = ",".join(way.written)
        self.db.execute(f'CREATE VIRTUAL TABLE t USING fts5({columns}, tokenize="unicode61 remove_diacritics 0")')
        for number, text in enumerate(texts):
            self.put(number, text)

    def put(self, number: int, text: str) -> None:
        tokens = analyse(text, self.language)
        cells = [" ".join(w for t in tokens for w in fill(t, self.language)) for fill in self.way.written.values()]
        self.db.execute("DELETE FROM t WHERE rowid = ?", [number])
        names = ",".join(self.way.written)
        self.db.execute(f"INSERT INTO t(rowid, {names}) VALUES (?{',?' * len(cells)})", [number, *cells])

    def rank(self, question: str, language: str, wanted: int) -> float:
        """One by the rank of the wanted text."""
        tokens = analyse(question, language)
        parts = [
            f'{{{name}}} : "{word}"'
            for name, fill in self.way.asked.items()
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
    lexicon._directions.cache_clear()  # noqa: SLF001 - shipped ones are known there
    lexicon._school_words.cache_clear()  # noqa: SLF001
    try:
        with stemmed_by(half.known):
            yield
    finally:
        lexicon.shipped_pairs = shipped
        lexicon._directions.cache_clear()  # noqa: SLF001
        lexicon._school_words.cache_clear()  # noqa: SLF001


Found = dict[str, list[float]]


def finding_rows(folder: Path) -> list[Row]:
    found: Found = {}
    aside = "all of it"
    for path in sorted(folder.glob("ntrex*.tsv")):
        own = rows(path)
        rare = _rare_words(own)
        for half in halves(folder, path):
            with taught(half):
                _ask_all(Asked(own, half.asked, rare), found)
            if seen(path, learnt.FILE):
                aside = "each half in turn, by documents"
    return _told(found, aside) if found else [("finding, NTREX", "-", "-", "-", "-", "no ntrex*.tsv")]


class Asked(NamedTuple):
    rows: list[Sentence]
    documents: frozenset[str]
    rare: dict[tuple[str, int], str]  # by document and place


def _ask_all(asked: Asked, found: Found) -> None:
    for name, way in (("untreated", UNTREATED), ("cut", CUT), ("ours", OURS)):
        _taken_out(asked, way, name, found)
    _taken_out(asked, OURS, "english", found, language="en")
    own = [row for row in asked.rows if row["document"] in asked.documents]
    for name, way in (("untreated", UNTREATED), ("cut", CUT), ("ours", ACROSS)):
        for source, target in DIRECTIONS:
            index = Index(way, [row[target] for row in own], target)
            ranks = found.setdefault(f"{source}>{target} {name}", [])
            ranks += [index.rank(row[source], source, number) for number, row in enumerate(own)]


def _taken_out(asked: Asked, way: Way, name: str, found: Found, *, language: str = "ky") -> None:
    """Each sentence is taken out of its document, and asked for as a whole and by three of its rare words."""
    documents: dict[str, list[str]] = {}
    for row in asked.rows:
        documents.setdefault(row["document"], []).append(row[language])
    index = Index(way, [" ".join(texts) for texts in documents.values()], language)
    for number, (document, texts) in enumerate(documents.items()):
        if document not in asked.documents:
            continue
        for at, text in enumerate(texts):
            index.put(number, " ".join([*texts[:at], *texts[at + 1 :]]))
            found.setdefault(f"sentence {name}", []).append(index.rank(text, language, number))
            if rare := asked.rare[document, at] if language == "ky" else "":
                found.setdefault(f"rare {name}", []).append(index.rank(rare, language, number))
        index.put(number, " ".join(texts))


def _rare_words(own: list[Sentence]) -> dict[tuple[str, int], str]:
    """By document and place; chosen as written, so that no stemmer chooses its own questions."""
    surfaces = [_long_words(row["ky"]) for row in own]
    places: dict[str, set[str]] = {}
    for row, words in zip(own, surfaces, strict=True):
        for word in words:
            places.setdefault(word, set()).add(row["document"])
    rolls, counts, chosen = Random(SEED), Counter[str](), {}
    for row, words in zip(own, surfaces, strict=True):
        at = counts[row["document"]]
        counts[row["document"]] += 1
        rare = [word for word in dict.fromkeys(words) if len(places[word]) <= RARE]
        chosen[row["document"], at] = " ".join(rolls.sample(rare, 3)) if len(rare) >= 3 else ""
    return chosen


def _long_words(text: str) -> list[str]:
    return [one.surface for one in analyse(text, "ky") if len(one.surface) > 3 and one.surface.isalpha()]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _spread(values: Sequence[float]) -> str:
    rolls = Random(SEED)
    return interval([_mean(rolls.choices(values, k=len(values))) for _time in range(TIMES)])


def _told(found: Found, aside: str) -> list[Row]:
    mean = {name: _mean(values) for name, values in found.items()}
    gain = [ours - cut for ours, cut in zip(found["rare ours"], found["rare cut"], strict=True)]
    told: list[Row] = []
    for what, name, reach in (("three rare words", "rare", "cut + .02"), ("whole sentences", "sentence", ".81")):
        own = f"{mean[f'{name} ours']:.3f}, {_spread(found[f'{name} ours'])}"
        cells = (f"{mean[f'{name} untreated']:.3f}", f"{mean[f'{name} cut']:.3f}", own)
        told.append((f"{what}, NTREX ({len(found[f'{name} ours'])}): MRR@10", *cells, reach, aside))
    more = f"{_mean(gain):+.3f}, {_spread(gain)}"
    told.insert(1, ("three rare words: more than cut at 5", "-", "-", more, "+.02, above 0", aside))
    ratio = mean["sentence ours"] / mean["sentence english"]
    told.append(("whole sentences: Kyrgyz by English", "-", "-", f"{ratio:.3f}", ".98", aside))
    for source, target in DIRECTIONS:
        pair = f"{source}>{target}"
        own = f"{mean[f'{pair} ours']:.3f}, {_spread(found[f'{pair} ours'])}"
        cells = (f"{mean[f'{pair} untreated']:.2f}", f"{mean[f'{pair} cut']:.2f}", own)
        told.append((f"sentences, {pair}: MRR@10", *cells, ".84", aside))
    all_four = _mean([mean[f"{source}>{target} ours"] for source, target in DIRECTIONS])
    told.append(("across languages, mean", "-", "-", f"{all_four:.3f}", ".87", aside))
    return told
