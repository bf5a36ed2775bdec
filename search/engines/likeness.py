"""What is like an entry: the words that tell most of it, asked for in every language."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from search.analysis import Term, Word
from search.engines.asking import Ask
from search.engines.document_frequencies import counts, total
from search.engines.entry_preparation import columns_of
from search.engines.scoring import TITLE, rarity
from search.models import SearchEntry

MOST_WORDS: Final = 12
FEWEST_LETTERS: Final = 4  # of a stem with the letter of its language


def like(entries: Iterable[SearchEntry]) -> Ask:
    """Of one thing in its languages. Asks for the rarest of the stems that stand there often, and anywhere else."""
    often = _stems(entries)
    words = [Word(0, 0, stem, (Term("s", stem), Term("x", stem))) for stem in often]
    known, of = counts(words, frozenset("s")), total().entries
    telling = {
        word: often[word.surface] * rarity(known["s", word.surface][0], of)
        for word in words
        if known.get(("s", word.surface), (0, 0))[0] > 1
    }
    best = sorted(telling, key=lambda word: (-telling[word], word.surface))[:MOST_WORDS]
    return Ask(tuple(best), every=False)


def _stems(entries: Iterable[SearchEntry]) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in entries:
        columns = columns_of(entry.title, entry.body, entry.language)
        for stem in columns["body_stem"]:
            found[stem] += 1
        for stem in columns["title_stem"]:
            found[stem] += int(TITLE)
    return Counter({stem: n for stem, n in found.items() if len(stem) >= FEWEST_LETTERS})
