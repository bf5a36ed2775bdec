"""What benchmarks/search.py says of words: those of one lemma, paradigms, speed of the stemmer."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

from core.text import normalise
from search.analysis import languages, lexicon, reading
from search.analysis.kyrgyz import learnt
from search.analysis.kyrgyz.choosing import choose
from search.analysis.kyrgyz.generating import whole_paradigm
from search.analysis.kyrgyz.ranking import Knowledge
from search.analysis.learning.corpora import (
    Sentence,
    kyrgyz_texts,
    lemmas_of,
    text_of,
    treebank,
    treebanks,
    vocabulary,
)
from search.analysis.learning.files import LEARNT_FROM, digests, messages, read
from search.analysis.learning.training import learn, lemmas_to_make
from search.engines import entry_preparation

SEED = 20261125
TIMES = 200  # of the bootstrap
LOCALE = Path(__file__).resolve().parent.parent / "locale"
Row = tuple[str, str, str, str, str, str]
Gold = Mapping[str, set[str]]
Stemmer = Callable[[str], str]


class Score(NamedTuple):
    f1: float
    precision: float
    recall: float


def score(gold: Gold, stem: Stemmer) -> Score:
    """Of "these two forms are one word": pairs of different forms with one stem, and with one lemma."""
    truth, guessed = _pairs(gold), _pairs({form: {stem(form)} for form in gold})
    right = len(truth & guessed)
    precision, recall = right / max(1, len(guessed)), right / max(1, len(truth))
    return Score(2 * precision * recall / max(1e-9, precision + recall), precision, recall)


def _pairs(keys: Gold) -> set[tuple[str, str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for form, own in keys.items():
        for key in own:
            forms[key].append(form)
    return {pair for group in forms.values() for pair in combinations(sorted(group), 2)}


def interval(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return f"{ordered[int(len(ordered) * 0.025)]:.3f} to {ordered[int(len(ordered) * 0.975) - 1]:.3f}"


@lru_cache(maxsize=1)
def whole_vocabulary(folder: Path) -> dict[str, int]:
    """Words of the tables and catalogues; none of a treebank."""
    own = (row.get("ky", "") for row in messages(LOCALE))
    return dict(vocabulary(chain(kyrgyz_texts(folder), own)))


class Fold(NamedTuple):
    """Sentences that are asked, by weights that never saw them."""

    asked: list[Sentence]
    taught: list[Sentence]
    known: Knowledge


@lru_cache(maxsize=4)
def folds(folder: Path, path: Path) -> tuple[Fold, ...]:
    return tuple(_folds(folder, path))


def _folds(folder: Path, path: Path) -> Iterator[Fold]:
    """Two halves where the shipped weights learnt from this file, each asked of weights learnt from the other."""
    sentences = treebank(path)
    if not seen(path, learnt.FILE):
        yield Fold(sentences, [], learnt.knowledge())
        return
    half = len(sentences) // 2
    for asked, taught in ((sentences[half:], sentences[:half]), (sentences[:half], sentences[half:])):
        words = vocabulary(text_of(taught))
        words.update(whole_vocabulary(folder))
        yield Fold(asked, taught, learn(taught, words))


def seen(path: Path, file: Path) -> bool:
    """Whether what is in `file` was learnt from `path`."""
    return bool(set(digests([path]).values()) & set(read(file)[LEARNT_FROM].values()))


@contextmanager
def stemmed_by(known: Knowledge) -> Iterator[None]:
    """The whole analysis with these weights."""
    shipped = learnt.knowledge
    learnt.knowledge = lambda: known  # type: ignore[assignment] # the cache is not asked
    forget()
    try:
        yield
    finally:
        learnt.knowledge = shipped
        forget()


def forget() -> None:
    """Every cache of a word's stem or of what follows from it."""
    analysis = (learnt.stem, languages.stem_in, languages.tagged_stems, reading._forms)  # noqa: SLF001
    for cached in (*analysis, lexicon._of_stem, lexicon._school_words, lexicon._directions, entry_preparation._kept):  # noqa: SLF001
        cached.cache_clear()


def of_treebank(fold: Fold, stem: Stemmer, keep: Callable[[str, set[str]], bool]) -> tuple[Score, list[float]]:
    """The score over the words that are kept, and what it would be over other sentences like these."""
    gold = {form: own for form, own in lemmas_of(fold.asked).items() if keep(form, own)}
    rolls = Random(SEED)
    again = []
    for _time in range(TIMES if stem is not normalise else 0):
        picked = lemmas_of(rolls.choices(fold.asked, k=len(fold.asked)))
        again.append(score({form: own for form, own in picked.items() if form in gold}, stem).f1)
    return score(gold, stem), again


def treebank_rows(folder: Path, path: Path, reach: tuple[str, str]) -> list[Row]:
    cases: dict[str, tuple[list[Score], list[Score], list[float]]] = defaultdict(lambda: ([], [], []))
    aside = "all of it"
    for fold in folds(folder, path):
        aside = "each half in turn, by sentences" if fold.taught else aside
        for what, keep in _kept(fold).items():
            own, again = _asked_of(fold, keep)
            plain, _again = of_treebank(fold, lambda form: form[:5], keep)
            cut, ours, spread = cases[what]
            cut.append(plain)
            ours.append(own)
            spread += again
    return [
        (f"{what}, {path.stem}: F1 (P)", "0", _mean(cut), f"{_mean(ours)} [{interval(spread)}]", wanted, aside)
        for (what, (cut, ours, spread)), wanted in zip(cases.items(), (*reach, "-"), strict=False)
    ]


def _asked_of(fold: Fold, keep: Callable[[str, set[str]], bool]) -> tuple[Score, list[float]]:
    with stemmed_by(fold.known):
        return of_treebank(fold, running, keep)


def running(form: str) -> str:
    """The stemmer of the running search."""
    return languages.stem_in(form, "ky")


def _kept(fold: Fold) -> dict[str, Callable[[str, set[str]], bool]]:
    types = set(lemmas_of(fold.taught))
    lemmas = {word.lemma for sentence in fold.taught for word in sentence}
    if not fold.taught:
        types, lemmas = set(fold.known.lemmas), set(fold.known.lemmas)
    return {
        "same-lemma pairs": lambda _form, _own: True,
        "types never seen in training": lambda form, _own: form not in types,
        "lemmas never seen in training": lambda _form, own: not own & lemmas,
    }


def _mean(scores: Sequence[Score]) -> str:
    f1 = sum(one.f1 for one in scores) / len(scores)
    return f"{f1:.3f} ({sum(one.precision for one in scores) / len(scores):.2f})"


def paradigm_rows(folder: Path) -> list[Row]:
    """Verbs whose lemma the weights never saw, in the forms that the table makes; and those of UniMorph, if there."""
    rows = []
    for path in sorted(folder.glob("*train*.conllu")):
        for number, fold in enumerate(folds(folder, path), 1):
            gold = _made(fold)
            rows.append(_paradigm_row(f"verb paradigms of lemmas kept aside, half {number}", gold, fold.known))
    files = sorted(folder.glob("unimorph*.tsv"))
    gold = {form: own for path in files for form, own in _unimorph(path).items()}
    what = "verb paradigms, UniMorph: recall (P)"
    return [*rows, _paradigm_row(what, gold, learnt.knowledge()) if gold else (what, "-", "-", "-", ".85 (.94)", "-")]


def _made(fold: Fold) -> dict[str, set[str]]:
    """Forty finite and declined forms each of the verbs that only the asked half has."""
    rolls = Random(SEED)
    taught = {word.lemma for sentence in fold.taught for word in sentence} | set(fold.known.lemmas)
    gold: dict[str, set[str]] = defaultdict(set)
    for lemma, kind in lemmas_to_make(fold.asked):
        if kind == "V" and lemma not in taught:
            forms = whole_paradigm(lemma, kind)
            for form in rolls.sample(forms, min(40, len(forms))):
                gold[form].add(lemma)
    return gold


def _unimorph(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[2].startswith("V") and " " not in cells[1]:
            found[normalise(cells[1])].add(normalise(cells[0]))
    return found


def _paradigm_row(what: str, gold: Gold, known: Knowledge) -> Row:
    with stemmed_by(known):
        mine = {form: running(form) for form in gold}
    cut, ours = score(gold, lambda form: form[:5]), score(gold, mine.__getitem__)
    lemmas = sorted({lemma for own in gold.values() for lemma in own})
    rolls, again = Random(SEED), []
    for _time in range(TIMES):
        picked = set(rolls.choices(lemmas, k=len(lemmas)))
        again.append(score({form: own for form, own in gold.items() if own & picked}, mine.__getitem__).recall)
    told = f"{ours.recall:.3f} ({ours.precision:.2f}) [{interval(again)}]"
    return (f"{what} ({len(lemmas)})", "0", f"{cut.recall:.2f} ({cut.precision:.2f})", told, ".85 (.94)", "by lemmas")


def speed_rows(folder: Path) -> list[Row]:
    words = sorted(whole_vocabulary(folder))
    known = learnt.knowledge()
    picked = Random(SEED).sample(words, min(4000, len(words)))
    choose(picked[0], known)
    began = time.process_time()
    for word in picked:
        choose(word, known)
    new = len(picked) / (time.process_time() - began)
    for word in picked:
        learnt.stem(word)
    began = time.process_time()
    for word in picked * 50:
        learnt.stem(word)
    cached = len(picked) * 50 / (time.process_time() - began)
    return [
        ("new words a CPU second", "-", "-", f"{new:,.0f}", "6,000", "-"),
        ("known words a CPU second", "-", "-", f"{cached:,.0f}", "1,000,000", "-"),
    ]


def word_rows(folder: Path) -> Iterator[Row]:
    """KTMU is what the weights learnt from, or its other half; every other treebank is asked as it is."""
    files = sorted(folder.glob("*.conllu"))
    own = [path for path in files if "ktmu" in path.name.lower() or path in treebanks(folder)]
    for path in own:
        yield from treebank_rows(folder, path, (".80 (.76)", ".74"))
    if not own:
        yield ("same-lemma pairs, KTMU: F1 (P)", "-", "-", "-", ".80 (.76)", "-")
    for path in (others := [path for path in files if path not in own]):
        yield from treebank_rows(folder, path, (".86", "-"))[:1]
    if not others:
        yield ("same-lemma pairs, TueCL: F1 (P)", "-", "-", "-", ".86", "-")
    yield from paradigm_rows(folder)
