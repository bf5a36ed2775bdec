"""Words without business meaning: made safe, made comparable, given Kyrgyz endings. No Django in here."""

from core.text.cleaning import clean
from core.text.edit_distance import distance, near
from core.text.homoglyphs import mixes_scripts, repair_lookalikes
from core.text.kyrgyz_endings import CASES, Case, case_of, ending, with_ending
from core.text.language_detection import guess_language, other_language
from core.text.mail_addresses import canonical_address, is_address
from core.text.name_checks import Fault, fault_of_name, has_unseen, marks_pile_up, sounds_official
from core.text.normalise import normalise
from core.text.spelling_keys import fold, latin, words
from core.text.transliteration import has_cyrillic, in_latin, is_latin

__all__ = [
    "CASES",
    "Case",
    "Fault",
    "canonical_address",
    "case_of",
    "clean",
    "distance",
    "ending",
    "fault_of_name",
    "fold",
    "guess_language",
    "has_cyrillic",
    "has_unseen",
    "in_latin",
    "is_address",
    "is_latin",
    "latin",
    "marks_pile_up",
    "mixes_scripts",
    "near",
    "normalise",
    "other_language",
    "repair_lookalikes",
    "sounds_official",
    "with_ending",
    "words",
]
