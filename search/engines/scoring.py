"""Every weight of the search, and where it comes from. Whoever changes one makes each entry stale (see `signature`).

Words: BM25 as FTS5 counts it (k1 1.2, b 0.75), summed over the fields in which a word stands. The fields' weights are
those of the benchmark over texts kept aside (`make bench-search`). Root and key are one field, because both together
find as much (MRR .572 and .569 with three rare words, .800 and .795 with sentences, each +-.02). A translation weighs
less than the word itself in another form; across languages alone 3 would be best (.870; 1.4: .866; 1: .857).
Factors: small on purpose. All of them together move an entry less than one more word of the question does.
"""

import math
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from search.analysis import VERSION, lexicon
from search.analysis.kyrgyz import learnt as stemmer

# What a token stands for, by the kind of a question's term; the name is that of its columns.
FIELDS: Final = {"w": "surface", "s": "stem", "k": "key", "x": "expansions", "c": "cognates"}
WEIGHTS: Final = {"w": 2.0, "s": 1.0, "k": 0.5, "x": 1.4, "c": 0.15}
TITLE: Final = 3.0  # a word in a title counts as often as this in the text

OWN_LANGUAGE: Final = 1.25  # of what is written in the reader's language
OWN_COUNTRY: Final = 1.1  # Osh the city before schools of other countries that are called ОШ
OWN_INSTITUTION: Final = 1.15
FRESH: Final = 0.06  # so much more for what was changed today; half of it after HALF_LIFE
HALF_LIFE: Final = 365.0  # days
MERIT: Final = 0.15  # so much more for the highest label, or for what many have tried
COUNTRY: Final = "country"  # the facet


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. What is not known weighs nothing."""

    language: str = ""
    country: str = ""
    institutions: frozenset[str] = frozenset()


def rarity(entries: int, of: int) -> float:
    """The idf of a token that stands in `entries` of all, as FTS5's bm25() counts it."""
    idf = math.log((of - entries + 0.5) / (entries + 0.5)) if of >= entries else 0.0
    return idf if idf > 0 else 1e-6


def factor(
    reader: Reader, *, language: str, facets: Mapping[str, Collection[str]], institution: str, merit: float,
    changed_at: datetime, now: datetime,
) -> float:  # fmt: skip
    """By what the score of an entry's words is multiplied for this reader."""
    times = OWN_LANGUAGE if language == reader.language else 1.0
    if reader.country and reader.country in facets.get(COUNTRY, ()):
        times *= OWN_COUNTRY
    if institution and institution in reader.institutions:
        times *= OWN_INSTITUTION
    days = max(0.0, (now - changed_at).total_seconds() / 86400)
    fresh: float = FRESH * 0.5 ** (days / HALF_LIFE)
    return times * (1 + fresh) * (1 + MERIT * merit)


def signature() -> int:
    """Of the analysis, of what it has learnt, and of the weights that are stored with each entry."""
    learnt = [zlib.crc32(path.read_bytes()) for path in (lexicon.FILE, lexicon.SCHOOL_WORDS, stemmer.FILE)]
    told: Sequence[object] = [VERSION, learnt, sorted(FIELDS.items()), sorted(WEIGHTS.items()), TITLE]
    return zlib.crc32(repr(told).encode()) & 0x7FFFFFFF


SIGNATURE: Final = signature()
