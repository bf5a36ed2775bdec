"""Judges secrets: too short, too few different characters, a sequence, or one that is published."""

from itertools import pairwise
from typing import Final

LEAST: Final = 50
DIFFERENT: Final = 10
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
    """What is wrong, as the rest of a sentence that begins with the variable's name; empty for a good secret.

    At random, 50 digits have 39 different pairs of neighbours, 64 characters of token_urlsafe 62; in a sequence or a
    repetition there are fewer, or most characters follow their neighbour in Unicode.
    """
    if not key:
        return "is missing"
    if known := next((word for word in KNOWN if word in key.lower()), ""):
        return f"holds “{known}”, which is the first that people try"
    if len(key) < LEAST:
        return f"is too short: {len(key)} characters, {LEAST} are needed"
    beside = list(pairwise(key))
    in_a_row = sum(abs(ord(one) - ord(next_)) <= 1 for one, next_ in beside)
    if len(set(key)) < DIFFERENT or len(set(beside)) < PAIRS or 2 * in_a_row > len(beside):
        return "repeats itself: too few different characters"
    return ""
