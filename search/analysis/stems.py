"""The stem of a word, by the language of its text and the letters it is written in.

Kyrgyz: the first five letters. It is the honest first stemmer, hard to beat (see `make bench-search`): Kyrgyz adds
endings only, and its roots are short. Its faults are known: мектеп and мектебибиз meet, but so do мектеп and мектен,
while short roots (суу, сууга) stay apart. A table of suffixes shall replace `_cut`; nothing else has to change.
Russian and English: Snowball.
"""

from functools import lru_cache
from typing import Final

from search.analysis.languages import is_kyrgyz_word, stem_in
from search.policy import KYRGYZ_STEM_LETTERS

# The stemmers, by a language that uses each; every other language uses one of these.
STEMMED: Final = ("ky", "ru", "en")
KNOWN: Final = 200_000  # words kept in memory: text repeats itself


@lru_cache(maxsize=KNOWN)
def stem(word: str, language: str) -> str:
    """Of a normalised word. Latin words are English in every text; Cyrillic ones Russian in Russian, else Kyrgyz."""
    return _cut(word) if is_kyrgyz_word(word, language) else stem_in(word, language)


def _cut(word: str) -> str:
    return word[:KYRGYZ_STEM_LETTERS]
