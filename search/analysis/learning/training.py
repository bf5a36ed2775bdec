"""Learns the weights that choose among readings of Kyrgyz words.

From words with known lemmas (a treebank), and from forms that the table itself makes of those lemmas, so that verbs
are known in persons and moods that newspapers never use. Words without lemmas tell which stems the language has.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final, NamedTuple

from search.analysis.kyrgyz.generating import paradigm
from search.analysis.kyrgyz.parsing import Reading, parse
from search.analysis.kyrgyz.ranking import Hidden, Knowledge, best_votes, chances, features
from search.analysis.kyrgyz.suffixes import NOUN, VERB
from search.analysis.learning.corpora import KYRGYZ, Sentence, lemmas_of

SEED: Final = 20261125
_KINDS: Final = {"VERB": VERB, "NOUN": NOUN, "PROPN": NOUN, "ADJ": NOUN}
_SMALL: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Settings:
    """Found on text kept aside (docs/kyrgyz.md)."""

    forms: int = 8  # made of each lemma
    weight: float = 0.3  # of such a form beside a word that was read
    unknown: float = 0.25  # share of such forms whose lemma is hidden
    rounds: int = 2
    epochs: int = 10
    rate: float = 0.25
    shrink: float = 1e-4
    bias: float = 0.6


class Example(NamedTuple):
    word: str
    lemmas: frozenset[str]
    weight: float = 1.0
    unknown: bool = False


class _Problem(NamedTuple):
    """An example as numbers: the features of each reading, and whether the reading is right."""

    features: list[list[int]]
    right: list[bool]
    weight: float


def learn(sentences: Sequence[Sentence], words: Mapping[str, int], settings: Settings | None = None) -> Knowledge:
    settings = settings or Settings()
    told = read_examples(sentences)
    lemmas = Counter(lemma for one in told for lemma in one.lemmas)
    examples = told + made_examples(sentences, settings)
    votes = voted(words)
    known = Knowledge({}, lemmas, votes, votes, words)
    for _round in range(settings.rounds + 1):
        known = replace(known, weights=fitted(examples, known, settings))
        known = replace(known, support=supported(words, known))
    return replace(known, weights=fitted(examples, known, settings), bias=settings.bias)


def read_examples(sentences: Iterable[Sentence]) -> list[Example]:
    return [Example(form, frozenset(lemmas)) for form, lemmas in sorted(lemmas_of(sentences).items())]


def made_examples(sentences: Iterable[Sentence], settings: Settings) -> list[Example]:
    rolls = Random(SEED)  # noqa: S311 - nothing secret
    found = []
    for lemma, kind in lemmas_to_make(sentences):
        for form in paradigm(lemma, kind, settings.forms, rolls):
            hidden = rolls.random() < settings.unknown
            found.append(Example(form, frozenset({lemma}), settings.weight, hidden))
    return found


def lemmas_to_make(sentences: Iterable[Sentence]) -> list[tuple[str, str]]:
    words = (word for sentence in sentences for word in sentence)
    return sorted(
        {
            (word.lemma, _KINDS[word.part])
            for word in words
            if word.part in _KINDS and len(word.lemma) > 1 and KYRGYZ.match(word.lemma)
        }
    )


def voted(words: Iterable[str]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word in words:
        stems = {one.stem for one in parse(word)}
        for stem in stems:
            found[stem] += 1 / len(stems)
    return found


def supported(words: Iterable[str], known: Knowledge) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word in words:
        for stem, chance in chances(word, known).items():
            found[stem] += chance
    return found


def fitted(examples: Iterable[Example], known: Knowledge, settings: Settings) -> dict[str, float]:
    """Weights by AdaGrad over the likelihood of all readings with a right stem."""
    names: dict[str, int] = {}
    problems = [one for example in examples if (one := _problem(example, known, names))]
    weights, past = [0.0] * len(names), [0.01] * len(names)
    rolls = Random(SEED)  # noqa: S311 - nothing secret
    for _epoch in range(settings.epochs):
        rolls.shuffle(problems)
        for problem in problems:
            _learn_one(problem, weights, past, settings)
    return {name: weights[number] for name, number in names.items() if abs(weights[number]) > _SMALL}


def _problem(example: Example, known: Knowledge, names: dict[str, int]) -> _Problem | None:
    readings = parse(example.word)
    right = [one.stem in example.lemmas for one in readings]
    if all(right) or not any(right):
        return None
    hidden = _hidden(example, readings, known)
    best = best_votes(readings, known, hidden)
    told = [
        [names.setdefault(name, len(names)) for name in features(example.word, one, known, best, hidden)]
        for one in readings
    ]
    return _Problem(told, right, example.weight)


def _hidden(example: Example, readings: Sequence[Reading], known: Knowledge) -> Hidden:
    if example.word not in known.seen:
        return Hidden(example.lemmas, example.unknown)
    stems = {one.stem for one in readings}
    vote = 1 / len(stems)
    own = chances(example.word, known) if known.weights else dict.fromkeys(stems, vote)
    return Hidden(example.lemmas, example.unknown, vote, own)


def _learn_one(problem: _Problem, weights: list[float], past: list[float], settings: Settings) -> None:
    scores = [sum([weights[number] for number in own]) for own in problem.features]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    good = sum(power for power, right in zip(powers, problem.right, strict=True) if right)
    for own, power, right in zip(problem.features, powers, problem.right, strict=True):
        push = problem.weight * (power / total - (power / good if right else 0.0))
        if abs(push) < _SMALL:
            continue
        for number in own:
            slope = push + settings.shrink * weights[number]
            past[number] += slope * slope
            weights[number] -= settings.rate * slope / math.sqrt(past[number])
