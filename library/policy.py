"""Figures of the library: days, sizes, places. How often somebody may do something stands in library/rules/limits.py.

What is only a matter of drawing or of speed stands where it is used. Sentences that spell a figure, as a word or in
digits, are compared with it in three languages by tests/library/test_policy.py.
"""

from datetime import timedelta
from typing import Final

# Writing: one person's drafts, and what one practice may hold.
MOST_DRAFTS: Final = 30
MOST_AUTHORS: Final = 12
MOST_FILES: Final = 20
MOST_FILES_AT_ONCE: Final = 10

# Translating: a draft on which nobody works is free for another translator.
MOST_TRANSLATIONS_BEGUN: Final = 3
TRANSLATION_KEPT: Final = timedelta(days=14)

# Characters: of a practice, of an adoption, of an evaluation from outside, of a review.
TITLE_CHARACTERS: Final = 120
SUMMARY_CHARACTERS: Final = 400
PART_CHARACTERS: Final = 6000
TIME_CHARACTERS: Final = 120
NEEDS_CHARACTERS: Final = 200
CHANGES_CHARACTERS: Final = 600
ADOPTION_CHARACTERS: Final = 2000
EVALUATION_CHARACTERS: Final = 600
ANSWER_CHARACTERS: Final = 1000
WORDS_CHARACTERS: Final = 2000
NOTE_CHARACTERS: Final = 2000

# Bytes: of a picture and of a file as they come, of all files of one person.
MOST_PICTURE_BYTES: Final = 10_000_000
MOST_FILE_BYTES: Final = 100_000_000
MOST_PERSON_BYTES: Final = 500_000_000

# Archives, once unpacked: entries, bytes, and how many times an entry may grow.
MOST_ENTRIES: Final = 1000
MOST_UNPACKED_BYTES: Final = 100_000_000
MOST_GROWTH: Final = 100

# The check before a review. A shorter title is refused, a shorter part of the story is remarked upon.
TITLE_LEAST: Final = 8
PART_LEAST: Final = 80
# Practices that share at least this part of their groups of three words are shown side by side, so many at most.
ALIKE: Final = 0.5
MOST_ALIKE: Final = 5

# The evidence ladder: so many trials, the authors' own among them, and one elsewhere, replicate a practice.
TRIALS_TO_REPLICATE: Final = 2

# Schools are alike where they agree in so many of three facts: town or village, shifts, size of classes. What such
# schools report is shown from so many reports on. A class is small up to the first figure, large above the second.
ALIKE_IN: Final = 2
LIKE_REPORTS: Final = 3
SMALL_CLASS: Final = 20
LARGE_CLASS: Final = 35

# The desk: a claim ends by itself so long after the last work on it, which is written down this often at most.
CLAIM_KEPT: Final = timedelta(hours=48)
CLAIM_RENEWED: Final = timedelta(minutes=10)
DUE_SOON: Final = timedelta(hours=24)
DECIDED_WITHIN: Final = timedelta(days=7)  # of the figures at the head of the desk

# Editorial pages of one family that were published within this time are of one age.
SAME_AGE: Final = timedelta(hours=12)

# How much is shown at once.
PRACTICES_A_PAGE: Final = 20
REVIEWS_A_PAGE: Final = 50
TRIALS_SHOWN: Final = 20
EDITIONS_LISTED: Final = 20
TODAY_ROWS: Final = 5  # of each kind
CARDS_SHOWN: Final = 4  # of what worked in schools like the reader's
COLLECTION_PICTURES: Final = 3
QUICK_FILTERS: Final = 3
NEW_WITHIN: Final = timedelta(days=7)
HOME_MAP_PARTNERSHIPS: Final = 12
HOME_NEWEST_PARTNERSHIPS: Final = 3
HOME_NEWEST_PRACTICES: Final = 3
HOME_PRACTICES_LOOKED_AT: Final = 12
HOME_LIVELY_TOPICS: Final = 4

# A picture of a practice: pixels as it comes, and its longer side as it is kept.
PICTURE_PIXELS: Final = 40_000_000
PICTURE_SIDE: Final = 2000
PICTURE_QUALITY: Final = 80  # of WebP, up to 100
ROW_PICTURE_BYTES: Final = 4_000  # in a list
