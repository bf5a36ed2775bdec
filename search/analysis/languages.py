"""The stem of a word by the language of its text: Kyrgyz by the table, Russian and English by Snowball."""

import re
from functools import lru_cache
from typing import Final

import snowballstemmer

from search.analysis.kyrgyz import learnt

LANGUAGES: Final = ("ky", "ru", "en")
UNKNOWN: Final = "und"
KNOWN: Final = 200_000  # words kept in memory
# Stands in front of a stem in an index, so that a stem meets only stems of its own language.
TAGS: Final = {"ky": "k", "ru": "r", "en": "e"}
_LATIN: Final = re.compile("[a-zà-öø-ÿā-žƀ-ɏḁ-ỿ]")
_CYRILLIC: Final = re.compile("[а-яѐ-ԯ]")

_russian = snowballstemmer.stemmer("russian")
_english = snowballstemmer.stemmer("english")


@lru_cache(maxsize=KNOWN)
def stem_in(word: str, language: str) -> str:
    """Of a normalised word. Latin words are English in every text; Cyrillic ones Russian in Russian, else Kyrgyz."""
    if is_kyrgyz_word(word, language):
        return learnt.stem(word) or word
    if is_latin_word(word):
        return str(_english.stemWord(word)) or word
    return str(_russian.stemWord(word)) or word if _CYRILLIC.search(word) else word


def is_kyrgyz_word(word: str, language: str) -> bool:
    """Whether a word is read as Kyrgyz in a text of this language: what is Cyrillic, but not in Russian."""
    return language != "ru" and not is_latin_word(word) and _CYRILLIC.search(word) is not None


def is_latin_word(word: str) -> bool:
    return _LATIN.search(word) is not None


@lru_cache(maxsize=KNOWN)
def tagged_stems(word: str, language: str) -> tuple[str, ...]:
    """What an index keeps of a word's stem, and what a question asks for: kсөз, rслов, eword.

    A Cyrillic word of an unknown language ("und", a question, an English page) is both Kyrgyz and Russian. Latin words
    are English everywhere, so that names and loans match in all; numbers have no language.
    """
    if _LATIN.search(word):
        return (TAGS["en"] + stem_in(word, "en"),)
    if not _CYRILLIC.search(word):
        return (word,)
    languages = (language,) if language in {"ky", "ru"} else ("ky", "ru")
    return tuple(TAGS[one] + stem_in(word, one) for one in languages)
