"""For the tests of a room's policy: a sentence that spells a figure says the figure that holds, in each language.

Words and endings hang on the number, in Kyrgyz and Russian more than in English: so these sentences are written out,
and whoever changes a figure learns from the test which of them to write anew.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, override

LANGUAGES: Final = ("en", "ky", "ru")
# As they stand in a text: the stem of a word, or digits.
SPELLED: Final = {
    3: ("three", "үч", "тр"),
    4: ("four", "төрт", "четыр"),
    5: ("five", "беш", "пят"),
    10: ("ten", "он", "десят"),
    12: ("twelve", "он эки", "двенадцат"),
    14: ("fourteen", "он төрт", "четырнадцат"),
    20: ("twenty", "жыйырма", "двадцат"),
    30: ("thirty", "отуз", "тридцат"),
    1000: ("1,000", "1000", "1000"),
    2000: ("2,000", "2000", "2000"),
    **{figure: (str(figure),) * 3 for figure in (25, 48, 60, 100, 120, 150, 160, 200, 500)},
}


def languages_without(sentence: str, figure: int, spelled: Mapping[int, tuple[str, ...]] = SPELLED) -> list[str]:
    """In which languages the sentence does not say the figure."""
    lacking = []
    for language, word in zip(LANGUAGES, spelled[figure], strict=True):
        with override(language):
            if word not in gettext(sentence).casefold():
                lacking.append(language)
    return lacking
