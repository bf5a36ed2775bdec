"""The stem of a word: the likeliest by the ranker, short ones a little preferred, and one for all forms of a verb."""

import math

from search.analysis.kyrgyz.ranking import LITTLE, Knowledge, likely_stems, scored
from search.analysis.kyrgyz.suffixes import VERB
from search.analysis.kyrgyz.voices import without_voice


def choose(word: str, known: Knowledge) -> str:
    """The stem of a normalised word."""
    found = scored(word, known)
    likely = likely_stems(found)
    stem = max(likely, key=lambda one: (math.log(likely[one] + LITTLE) - known.bias * len(one), -len(one), one))
    kind = next(reading.kind for reading, _score in found if reading.stem == stem)
    return without_voice(stem, known) if kind == VERB else stem
