"""Secrets that can be guessed: short, of few letters, in a row, or known to everybody."""

from itertools import pairwise
from typing import Final

LEAST: Final = 50
LETTERS: Final = 10
PAIRS: Final = 25
KNOWN: Final = (
    "django-insecure",
    "changeme",
    "change-me",
    "change_me",
    "example",
    "placeholder",
    "password",
    "secret",
    "for-development",
    "for-tests",
    "koepueroe",
    "12345678",
    "qwerty",
)


def why_weak(key: str) -> str:
    """The rest of a sentence that begins with its name; empty where it is good.

    At random, 50 digits have 39 different pairs of neighbours, 64 signs of token_urlsafe 62; in a row or the same
    again and again there are fewer, or most letters stand beside the next of the alphabet.
    """
    if not key:
        return "is missing"
    if known := next((word for word in KNOWN if word in key.lower()), ""):
        return f"holds “{known}”, which is the first that people try"
    if len(key) < LEAST:
        return f"is too short: {len(key)} letters, {LEAST} are needed"
    beside = list(pairwise(key))
    in_a_row = sum(abs(ord(one) - ord(next_)) <= 1 for one, next_ in beside)
    if len(set(key)) < LETTERS or len(set(beside)) < PAIRS or 2 * in_a_row > len(beside):
        return "repeats itself: too few different letters"
    return ""
