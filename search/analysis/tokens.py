"""Splits a text into words with their offsets, and normalises them: as compared, and as a key without ө ү ң."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.text import fold, normalise

KNOWN: Final = 200_000  # words kept in memory: text repeats itself
LONGEST: Final = 60  # characters of a word that count
LONGEST_KEY: Final = 80  # one letter may become two
# Letters, digits, combining marks, and what nobody sees within a word (soft hyphens, joiners).
_MARKS: Final = r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0652\u0900-\u0dff"
_PART: Final = rf"(?:[^\W_]|[{_MARKS}\u00ad\u034f\u200b-\u200d\u2060\ufeff])+"
_WORD: Final = re.compile(rf"{_PART}(?:['’ʼ]{_PART})*")
_APOSTROPHES: Final = re.compile("['’ʼ]")
_MIXED: Final = re.compile("[A-Za-z]['’ʼ][Ѐ-ԯ]|[Ѐ-ԯ]['’ʼ][A-Za-z]")
_NO_LETTER: Final = re.compile(rf"[^\w{_MARKS}]|_")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand. Facebook'тун is two: the apostrophe parts two scripts."""
    for match in _WORD.finditer(text):
        word = match[0]
        start = match.start()
        if not word.isalnum() and _MIXED.search(word):
            for apostrophe in _APOSTROPHES.finditer(word):
                yield start, match.start() + apostrophe.start()
                start = match.start() + apostrophe.end()
        yield start, match.end()


def surface_of(word: str) -> str:
    return _NO_LETTER.sub("", normalise(_APOSTROPHES.sub("", word)))[:LONGEST]


@lru_cache(maxsize=KNOWN)
def key_of(word: str) -> str:
    return (fold(word).replace(" ", "") or word)[:LONGEST_KEY]
