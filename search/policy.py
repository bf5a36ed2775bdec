"""Figures of the search: how many, how long, how much something weighs. What is only a matter of speed stands where it
is used.
"""

from typing import Final

# A longer question is read up to here, and the page says so.
QUESTION_CHARACTERS: Final = 300
QUESTION_WORDS: Final = 32
SNIPPET_CHARACTERS: Final = 220  # of the passage below a hit
HITS_A_PAGE: Final = 10
MOST_SUGGESTED: Final = 8  # while somebody types
