"""Figures of the search: how many, how long, how much something weighs. What is only a matter of speed stands where it
is used.
"""

from typing import Final

QUESTION_CHARACTERS: Final = 200
QUESTION_WORDS: Final = 12
SNIPPET_CHARACTERS: Final = 220  # of the passage below a hit
HITS_A_PAGE: Final = 10
MOST_SUGGESTED: Final = 8  # while somebody types
FEW_HITS: Final = 3  # fewer may be luck: another spelling is offered

TITLE_WEIGHT: Final = 3.0  # a word in a title counts as often as this in the text
OWN_LANGUAGE_WEIGHT: Final = 1.25  # of what is written in the reader's language

KYRGYZ_STEM_LETTERS: Final = 5  # whoever changes it builds the index anew (search_rebuild)
