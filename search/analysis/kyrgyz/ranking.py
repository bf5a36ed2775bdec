"""Chooses among the readings of a word by learnt weights: a log-linear model over what each reading consists of."""

import itertools
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from search.analysis.kyrgyz.parsing import Reading, parse
from search.analysis.kyrgyz.sounds import SOFTENED

STEPS: Final = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
_RATIOS: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.999)
MOST_SEEN: Final = 4
MOST_LEMMAS: Final = 3
_LONG: Final = 8
LITTLE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was learnt: weights, lemmas and words with how often they were seen, and how much of a corpus wants a stem.

    `support` counts by the model's own choice, `votes` without any: each word gives each of its stems the same.
    """

    weights: Mapping[str, float]
    lemmas: Mapping[str, int]
    support: Mapping[str, float]
    votes: Mapping[str, float]
    seen: Mapping[str, int]
    bias: float = 0.0  # a letter more costs so much: above 0, short stems are preferred
    voices: dict[str, str] = field(default_factory=dict, compare=False)  # decided so far, by verb (see voices.py)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What training must not know of a word, lest it learns to look it up: its lemmas, and its part in the votes."""

    lemmas: frozenset[str] = frozenset()
    unknown: bool = False  # as if these lemmas had never been seen
    vote: float = 0.0  # for each of its stems
    support: Mapping[str, float] = field(default_factory=dict)


NOTHING: Final = Hidden()


def features(word: str, reading: Reading, known: Knowledge, best_votes: float, hidden: Hidden = NOTHING) -> list[str]:
    """What speaks for or against a reading, as names of weights."""
    stem, kind, suffixes = reading
    size = min(len(stem), _LONG)
    own = stem in hidden.lemmas
    counted = 0 if own and hidden.unknown else min(known.lemmas.get(stem, 0) - own, MOST_LEMMAS)
    support = known.support.get(stem, 0.0) - hidden.support.get(stem, 0.0)
    backing = bisect_left(STEPS, support * (0.3 if own and hidden.unknown else 1.0) - LITTLE)
    share = bisect_left(_RATIOS, (known.votes.get(stem, 0.0) - hidden.vote) / best_votes)
    found = [
        f"n{len(suffixes)}",
        f"p{kind}{size}",
        f"e{kind}{stem[-2:]}",
        f"E{kind}{stem[-3:]}",
        f"s{backing}",
        f"s{backing}{kind}{size}",
        f"v{share}",
        f"v{share}{kind}{size}",
        f"x{kind}{counted}",
        f"y{counted}{'' if suffixes else '0'}",
    ]
    if not word.startswith(stem):
        found.append(f"~{kind}{stem[-1]}")
    if suffixes:
        alone = min(known.seen.get(stem, 0), MOST_SEEN)
        found += _of_suffixes(stem, kind, suffixes, size)
        found.append(f"q{alone}{kind}")
    else:
        found += ["0", f"0{size}", f"0e{word[-3:]}", f"0e{word[-2:]}", f"0v{share}"]
    return found


def _of_suffixes(stem: str, kind: str, suffixes: tuple[str, ...], size: int) -> list[str]:
    first = suffixes[0]
    found = [
        f"f{kind}{first}",
        f"f{first}{size}",
        f"l{suffixes[-1]}",
        f"F{first}{stem[-1]}",
        f"W{'+'.join(suffixes)}",
    ]
    found += [f"t{name}" for name in suffixes]
    found += [f"b{one}>{other}" for one, other in itertools.pairwise(suffixes)]
    return found


def best_votes(readings: tuple[Reading, ...], known: Knowledge, hidden: Hidden = NOTHING) -> float:
    best = max([known.votes.get(one.stem, 0.0) for one in readings]) - hidden.vote
    return best if best > LITTLE else 1.0


def _only_softened(reading: Reading, known: Knowledge) -> bool:
    """Whether it ends in a soft letter that only the suffix made: китебим is of китеп, for nobody knows китеб."""
    stem = reading.stem
    if not reading.suffixes or stem[-1] not in SOFTENED or stem in known.lemmas or stem in known.seen:
        return False
    hard = stem[:-1] + SOFTENED[stem[-1]]
    return hard in known.lemmas or hard in known.seen


def _own_part(word: str, readings: tuple[Reading, ...], known: Knowledge) -> Hidden:
    """A word of the corpus does not vote for itself: балабыз stood there once, which makes it no stem."""
    if word not in known.seen:
        return NOTHING
    own = {word: min(1.0, known.support.get(word, 0.0))}
    return Hidden(vote=1 / len({one.stem for one in readings}), support=own)


def scored(word: str, known: Knowledge) -> list[tuple[Reading, float]]:
    """Each reading with its weight in favour, the best first."""
    readings = tuple(one for one in parse(word) if not _only_softened(one, known))
    hidden = _own_part(word, readings, known)
    best, weight = best_votes(readings, known, hidden), known.weights.get
    found = [(one, sum([weight(name, 0.0) for name in features(word, one, known, best, hidden)])) for one in readings]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def chances(word: str, known: Knowledge) -> dict[str, float]:
    """How likely each stem is; together 1."""
    return likely_stems(scored(word, known))


def likely_stems(found: Sequence[tuple[Reading, float]]) -> dict[str, float]:
    top = found[0][1]
    powers = [(reading.stem, math.exp(score - top)) for reading, score in found]
    total = sum(power for _stem, power in powers)
    likely: dict[str, float] = {}
    for stem, power in powers:
        likely[stem] = likely.get(stem, 0.0) + power / total
    return likely
