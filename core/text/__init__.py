"""Words without business meaning: made safe, made comparable, given Kyrgyz endings. No Django in here."""

from core.text.endings import CASES, Case, case_of, ending, with_ending
from core.text.fold import fold, latin, trigrams, words
from core.text.lookalikes import mixes_scripts, repair_lookalikes
from core.text.near import distance, near
from core.text.normalise import normalise
from core.text.safety import clean

__all__ = [
    "CASES",
    "Case",
    "case_of",
    "clean",
    "distance",
    "ending",
    "fold",
    "latin",
    "mixes_scripts",
    "near",
    "normalise",
    "repair_lookalikes",
    "trigrams",
    "with_ending",
    "words",
]
