"""Texts that are nearly the same: MinHash over word 3-grams, 64 permutations in 16 bands of 4."""

import hashlib
import re
from functools import cache
from typing import Any, Final

import numpy as np

from core.text import normalise

PERMUTATIONS: Final = 64
BANDS: Final = 16
ROWS: Final = PERMUTATIONS // BANDS
WORDS: Final = 3
PRIME: Final = (1 << 31) - 1
WORD: Final = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """The hashes, below 2**31, of all word 3-grams; fewer than three words give none."""
    words = WORD.findall(normalise(text))
    grams = (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
    return frozenset(
        int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest(), "big") % PRIME for gram in grams
    )


def marks(grams: frozenset[int]) -> list[str]:
    """One hash per band, 16 hex digits each: texts that share one are candidates. Empty for a text without 3-grams."""
    if not grams:
        return []
    numbers = np.fromiter(sorted(grams), dtype=np.uint64, count=len(grams))
    factors, offsets = _permutations()
    # Below 2**31 each, so that products stay below 2**62 and the sums fit.
    least = ((numbers[:, None] * factors + offsets) % np.uint64(PRIME)).min(axis=0)
    bands = least.reshape(BANDS, ROWS)
    return [hashlib.blake2b(band.tobytes(), digest_size=8).hexdigest() for band in bands]


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard: shared grams among all grams, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


@cache
def _permutations() -> tuple[Any, Any]:
    """From a fixed seed: stored bands stay comparable across machines and releases."""
    random = np.random.Generator(np.random.PCG64(20261125))
    factors = random.integers(1, PRIME, PERMUTATIONS, dtype=np.uint64)
    offsets = random.integers(0, PRIME, PERMUTATIONS, dtype=np.uint64)
    return factors, offsets
