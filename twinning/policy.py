"""Figures of twinning: days, sizes, places. How often somebody may do something stands in twinning/rules/limits.py.

What is only a matter of drawing or of speed stands where it is used. Sentences that spell a figure, as a word or in
digits, are compared with it in three languages by tests/twinning/test_policy.py.
"""

from datetime import timedelta
from typing import Final

SHELF: Final = "institutions"  # the name under which the search knows this room's things

# Verifying institutions and people. Working days are Monday to Friday.
DECISION_WORKING_DAYS: Final = 3
DUE_SOON: Final = timedelta(hours=24)
PLACES_ASKED_AT_ONCE: Final = 5  # of one person, at institutions where nobody has decided yet

# Inviting.
INVITATION_KEPT: Final = timedelta(days=14)

# Institutions: what one may say of itself, and how far off its free days may lie.
INSTITUTION_LANGUAGES: Final = 12
INSTITUTION_HOLIDAYS: Final = 60
HOLIDAY_YEARS_AWAY: Final = 5
LONGEST_HOLIDAY_DAYS: Final = 366
PUBLIC_HOLIDAYS_AHEAD: Final = timedelta(days=200)

# Institutions that may be the same: how alike their names are (0 to 1), and how many are shown at most.
ALIKE_INSTITUTION: Final = 0.6
MOST_ALIKE: Final = 5

# Registers: how long a file is kept, and when two rows may be the same institution.
REGISTER_KEPT: Final = timedelta(days=30)
REGISTER_UNNAMED_KEPT: Final = timedelta(days=1)  # a file that belongs to no row
SAME_PLACE_METRES: Final = 200.0
NEARLY_SAME_NAME: Final = 0.84
COMMON_WORD_SHARE: Final = 0.02  # a word that stands in more of the rows tells nothing apart

# Classes.
YOUNGEST_PUPIL: Final = 3
OLDEST_PUPIL: Final = 25
LARGEST_CLASS: Final = 150
LARGE_CLASS: Final = 45  # a larger one is doubted once
CLASS_LANGUAGES: Final = 4
LANGUAGE_ROWS: Final = 12
MOST_CLASSES: Final = 200
MOST_LESSONS: Final = 84  # seven days of twelve lessons

# Wishes and who fits them.
WISH_DRAFTS: Final = 20
WISH_POINTS: Final = 120
MOST_PARTNERS: Final = 10
DECLINED_LATELY: Final = timedelta(days=180)  # whoever declined is not suggested again before
SUGGESTIONS_LISTED: Final = 20
SUGGESTIONS_A_PAGE: Final = 10
HINDRANCES_LISTED: Final = 6

# Matching: common lessons below the first bar live work, the second are enough; how far starts may lie apart; which
# match is called strong or good, and how many reasons are told for either side.
LEAST_COMMON_MINUTES: Final = 30  # a week
ENOUGH_COMMON_MINUTES: Final = 90
SAME_START_DAYS: Final = 31
FAR_START_DAYS: Final = 183
STRONG_MATCH: Final = 0.75
GOOD_MATCH: Final = 0.5
REASON_FROM: Final = 0.5
REASONS_FOR_US: Final = 3
REASONS_FOR_THEM: Final = 2

# Proposals.
PROPOSAL_KEPT: Final = timedelta(days=14)
PROPOSAL_EXPIRES_SOON: Final = timedelta(days=2)
OPEN_PROPOSALS: Final = 3  # of one institution
EXPIRY_TOLD_WITHIN: Final = timedelta(days=7)  # older ones expired while the site stood still
PROPOSED_MILESTONES: Final = 12
OWN_MILESTONES: Final = 3  # beside those that are offered
LONGEST_PARTNERSHIP_DAYS: Final = 2 * 366
GETTING_READY: Final = timedelta(days=14)  # from the start of a partnership to its first milestone

# Twin spaces.
PLAN_ITEMS: Final = 60
OTHERS_SHOWN: Final = 5  # of each kind of what waits for others, on the page Today
SPACES_ON_TODAY: Final = 4
MILESTONES_AHEAD: Final = timedelta(days=7)  # so long before its day a milestone waits on the page Today

# How much is shown at once.
INSTITUTIONS_A_PAGE: Final = 25
FEW_FOUND: Final = 3  # fewer hits may be luck: names near to what was typed are tried too
SCHOOLS_FOUND_TO_JOIN: Final = 20
PROPOSALS_A_PAGE: Final = 30
INVITATIONS_A_PAGE: Final = 25
DESK_ROWS_A_PAGE: Final = 25

# Characters.
INSTITUTION_NAME_CHARACTERS: Final = 200
PLACE_CHARACTERS: Final = 120
CLASS_NAME_CHARACTERS: Final = 60
SIGNATURE_CHARACTERS: Final = 150
INVITATION_CHARACTERS: Final = 1000
DECISION_CHARACTERS: Final = 2000  # why somebody was verified, refused or suspended, why two entries were joined
PROPOSAL_CHARACTERS: Final = 3000
PROPOSAL_TITLE_CHARACTERS: Final = 120
MILESTONE_CHARACTERS: Final = 160
DECLINE_CHARACTERS: Final = 1000
ENDING_CHARACTERS: Final = 1000
EVIDENCE_CHARACTERS: Final = 2000
QUERY_CHARACTERS: Final = 100
