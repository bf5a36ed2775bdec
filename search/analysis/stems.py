"""The stem of a word, by the language of its text and the letters it is written in.

Kyrgyz: the first five letters. It is the honest first stemmer, hard to beat (see `make bench-search`): Kyrgyz adds
endings only, and its roots are short. Its faults are known: мектеп and мектебибиз meet, but so do мектеп and мектен,
while short roots (суу, сууга) stay apart. A table of suffixes shall replace `_cut`; nothing else has to change.
Russian and English: Snowball.
"""

import re
from functools import lru_cache
from typing import Final

import snowballstemmer

from search.policy import KYRGYZ_STEM_LETTERS

# The stemmers, by a language that uses each; every other language uses one of these.
STEMMED: Final = ("ky", "ru", "en")
KNOWN: Final = 200_000  # words kept in memory: text repeats itself
_LATIN: Final = re.compile("[a-zà-öø-ÿā-žƀ-ɏḁ-ỿ]")
_CYRILLIC: Final = re.compile("[а-яѐ-ԯ]")

_russian = snowballstemmer.stemmer("russian")
_english = snowballstemmer.stemmer("english")


@lru_cache(maxsize=KNOWN)
def stem(word: str, language: str) -> str:
    """Of a normalised word. Latin words are English in every text; Cyrillic ones Russian in Russian, else Kyrgyz."""
    if _LATIN.search(word):
        return str(_english.stemWord(word))
    if not _CYRILLIC.search(word):
        return word
    return str(_russian.stemWord(word)) if language == "ru" else _cut(word)


def _cut(word: str) -> str:
    return word[:KYRGYZ_STEM_LETTERS]
