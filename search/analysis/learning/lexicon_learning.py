"""Learns which words of two languages mean the same, from sentences that stand in both (IBM's first model, 1993).

Each direction gives the chance that one word is translated by the other; a pair weighs their geometric mean, so a word
counts only where it is wanted from both sides.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.analysis.languages import LANGUAGES
from search.analysis.learning.corpora import rows, tables
from search.analysis.lexicon import PARTS
from search.analysis.reading import analyse

ROUNDS: Final = 6
LEAST: Final = 0.05  # a pair that weighs less is no translation
MOST: Final = 8  # translations of one word
LONGEST: Final = 900  # characters of a sentence that is read
Pair = tuple[str, str]
Both = Sequence[tuple[Sequence[str], Sequence[str]]]  # the stems of each sentence in two languages
Weights = dict[str, list[tuple[str, float]]]
Numbers = NDArray[np.int64]
Chances = NDArray[np.float64]


class _Seen(NamedTuple):
    """Each word of one side beside each word of the other: number of the pair, and of the word it may explain."""

    pair: Numbers
    place: Numbers
    source: Numbers  # of each pair
    target: Numbers


def parallel_texts(folder: Path) -> list[dict[str, str]]:
    """Every row of every table, by language."""
    return [row for path in tables(folder) for row in rows(path)]


def learn_lexicon(texts: Sequence[Mapping[str, str]]) -> dict[Pair, Weights]:
    """For each two languages the translations of the first one's stems, the likeliest first."""
    stems = [{language: _stems(row.get(language, ""), language) for language in LANGUAGES} for row in texts]
    found = {}
    for one, other in combinations(LANGUAGES, 2):
        both = [(row[one], row[other]) for row in stems if row[one] and row[other]]
        found[one, other] = translations(both)
    return found


def packed(learnt: Mapping[Pair, Weights]) -> dict[str, dict[str, list[list[str | int]]]]:
    """As it is written: weights in hundredths. Both directions read the same rows."""
    return {
        f"{one}-{other}": {
            stem: [[word, round(weight * PARTS)] for word, weight in found] for stem, found in rows.items()
        }
        for (one, other), rows in learnt.items()
    }


def translations(both: Both) -> Weights:
    forth = _chances(both)
    back = _chances([(other, one) for one, other in both])
    weighed: Weights = {}
    for (source, target), chance in forth.items():
        weight = float(np.sqrt(chance * back.get((target, source), 0.0)))
        if weight >= LEAST:
            weighed.setdefault(source, []).append((target, weight))
    return {source: sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST] for source, rows in sorted(weighed.items())}


def _stems(text: str, language: str) -> list[str]:
    if len(text) > LONGEST:
        return []
    return [token.stem for token in analyse(text, language) if not token.joined]


def _chances(both: Both) -> dict[Pair, float]:
    """The chance of each target word, given the source word."""
    sources, targets = _numbered(one for one, _other in both), _numbered(other for _one, other in both)
    seen = _seen(both, sources, targets)
    many = int(seen.pair.max(initial=-1)) + 1
    chance: Chances = np.ones(many)
    for _round in range(ROUNDS):
        own = chance[seen.pair]
        whole = np.bincount(seen.place, own)
        wanted = np.bincount(seen.pair, own / np.maximum(whole[seen.place], 1e-12), minlength=many)
        total = np.bincount(seen.source, wanted)
        chance = wanted / np.maximum(total[seen.source], 1e-12)
    words, others = list(sources), list(targets)
    strong = np.flatnonzero((chance > LEAST**2) & (seen.source > 0))
    return {(words[seen.source[n] - 1], others[seen.target[n]]): float(chance[n]) for n in strong}


def _numbered(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(word for text in texts for word in text))}


def _seen(both: Both, sources: dict[str, int], targets: dict[str, int]) -> _Seen:
    """Source 0 is "no word": what stands in one language alone."""
    keys, places, count = [], [], 0
    for one, other in both:
        mine = np.array([0, *{sources[word] + 1 for word in one}], dtype=np.int64)
        theirs = np.array([targets[word] for word in other], dtype=np.int64)
        keys.append((mine[None, :] * len(targets) + theirs[:, None]).ravel())
        places.append(np.repeat(np.arange(count, count + len(theirs)), len(mine)))
        count += len(theirs)
    unique, pair = np.unique(np.concatenate(keys), return_inverse=True)
    return _Seen(pair, np.concatenate(places), unique // len(targets), unique % len(targets))
