"""The learnt weights: the file that ships with the code, read once, and the stem of a word by it."""

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from search.analysis.kyrgyz.choosing import choose
from search.analysis.kyrgyz.ranking import Knowledge, scored

FILE: Final = Path(__file__).resolve().parents[1] / "data" / "kyrgyz-weights.json.gz"
KNOWN: Final = 200_000  # words kept in memory: text repeats itself
LONGEST: Final = 40  # letters; nothing longer is a word
_PARTS: Final = 1000  # weights are kept in thousandths
_SOFT_SIGN: Final = "ь"  # апрель, апрелде: it falls before suffixes, so no stem has it


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    return unpacked(json.loads(gzip.decompress(FILE.read_bytes())))


@lru_cache(maxsize=KNOWN)
def stem(word: str) -> str:
    """The stem of a normalised Kyrgyz word."""
    bare = word.rstrip(_SOFT_SIGN)
    if not 2 < len(bare) <= LONGEST:  # noqa: PLR2004 - no stem is shorter than two letters
        return word
    return choose(bare, knowledge()).rstrip(_SOFT_SIGN)


def candidates(word: str) -> list[tuple[str, str, tuple[str, ...], float]]:
    """(stem, kind, suffixes, weight in favour) of each reading, the best first."""
    return [(*reading, score) for reading, score in scored(word.rstrip(_SOFT_SIGN), knowledge())]


def packed(known: Knowledge) -> dict[str, Any]:
    """As it is written: numbers rounded, one row for each stem that the corpus knows of."""
    stems = sorted({*known.lemmas, *(stem for stem, _row in _worth_keeping(known))})
    rows = {stem: _row(stem, known) for stem in stems}
    weights = {name: rounded for name, value in sorted(known.weights.items()) if (rounded := round(value * _PARTS))}
    return {"bias": known.bias, "weights": weights, "stems": rows}


def unpacked(told: Mapping[str, Any]) -> Knowledge:
    rows: dict[str, list[float]] = told["stems"]
    return Knowledge(
        weights={name: value / _PARTS for name, value in told["weights"].items()},
        lemmas={stem: int(row[3]) for stem, row in rows.items() if row[3:] and row[3]},
        support={stem: row[0] for stem, row in rows.items()},
        votes={stem: row[1] for stem, row in rows.items()},
        seen={stem: int(row[2]) for stem, row in rows.items() if row[2:] and row[2]},
        bias=told["bias"],
    )


def _worth_keeping(known: Knowledge) -> Iterator[tuple[str, float]]:
    """Stems that more than one word wants; the others weigh nothing."""
    least = 0.5
    for stem, votes in known.votes.items():
        if votes > least or known.support.get(stem, 0.0) > least:
            yield stem, votes


def _row(stem: str, known: Knowledge) -> list[float]:
    """[support, votes, seen, lemmas], cut where only noughts follow."""
    row = [
        round(known.support.get(stem, 0.0), 1),
        round(known.votes.get(stem, 0.0), 1),
        min(known.seen.get(stem, 0), 4),
        min(known.lemmas.get(stem, 0), 4),
    ]
    while len(row) > 2 and not row[-1]:  # noqa: PLR2004 - support and votes are always told
        row.pop()
    return row
