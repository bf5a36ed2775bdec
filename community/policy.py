"""Figures of talk: days, sizes, places. How often somebody may do something stands in community/rules/limits.py.

What is only a matter of drawing or of speed stands where it is used. Sentences that spell a figure, as a word or in
digits, are compared with it in three languages by tests/community/test_policy.py.
"""

from datetime import timedelta
from typing import Final

# Characters that are kept of what somebody writes.
MESSAGE_CHARACTERS: Final = 4_000
POST_CHARACTERS: Final = 20_000
TITLE_CHARACTERS: Final = 150
QUOTE_CHARACTERS: Final = 600
REASON_CHARACTERS: Final = 2_000  # a report, an appeal, the answer to either, why a post is hidden or not published
ROOM_TITLE_CHARACTERS: Final = 200
BOARD_NAME_CHARACTERS: Final = 100
BOARD_ABOUT_CHARACTERS: Final = 300
# More than a post may have: what is too long is kept whole, so that it can be cut or parted (see core.web.saved_forms).
DRAFT_CHARACTERS: Final = 200_000
DRAFT_TITLE_CHARACTERS: Final = 1_000

# Until when something is answered, looked at or changed.
URGENT: Final = {"child": timedelta(hours=24)}  # by the reason of the report; weekends count
USUAL: Final = timedelta(hours=72)  # of working days
DUE_SOON: Final = timedelta(hours=8)
UNMARKED_EDIT: Final = timedelta(minutes=15)
POSTS_READ_FIRST: Final = 1  # of a newcomer, by a moderator, before what they write appears at once

# How many people a text may name, and how many of them are told.
NAMED_IN_A_POST: Final = 50
TOLD_OF_A_NAME: Final = 20
# Of whom the composer offers the names, and among whom a name is looked for.
NAMES_OFFERED: Final = 200
NAMES_KNOWN: Final = 5_000

# One writer's messages stand under one name.
MESSAGES_JOINED_WITHIN: Final = timedelta(minutes=10)

# How much is shown or sent at once.
MESSAGES_A_PAGE: Final = 50
MESSAGES_ON_OPENING: Final = 200  # where so many are unread: a room opens at the first of them
POSTS_A_PAGE: Final = 50
MESSAGES_AROUND_A_REPORT: Final = 3
ROWS_A_PAGE: Final = 30
HELD_POSTS_A_PAGE: Final = 50
CATCH_UP: Final = 500  # further behind than this, a page is loaded anew
UNREAD_COUNTED: Final = 500  # more than that nobody counts; the page of notices shows them all
LATEST_NOTICES: Final = 5
ROOMS_COUNTED: Final = 100  # of a person, live on open pages; those with unread messages first

# The gathered mail.
NOTICES_IN_A_DIGEST: Final = 100
DIGEST_TRIES: Final = 5
DIGEST_AGAIN_AFTER: Final = timedelta(minutes=15)
DIGEST_GIVEN_UP_AFTER: Final = timedelta(hours=12)  # the day's news are worth no mail any more

# Sockets: how many a person may hold open, what one may follow and how large a frame is; how often the server lets hear
# of itself, looks whether the person may still follow, and when a line that takes nothing ends.
LINES_OF_A_PERSON: Final = 40  # a browser needs one, and what was left behind ends within a minute
MOST_TOPICS: Final = 60
FRAME_BYTES: Final = 64_000
WAITING_FRAMES: Final = 256  # for a slow line; more are dropped, and the browser catches up
HEARTBEAT_SECONDS: Final = 20.0
HEARTBEATS_BETWEEN_LOOKS: Final = 3
STUCK_SECONDS: Final = 30.0
