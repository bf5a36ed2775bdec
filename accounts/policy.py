"""Figures of accounts: days, sizes, places. How often somebody may do something stands in accounts/rules/limits.py.

What is only a matter of drawing or of speed stands where it is used. Sentences that spell a figure, as a word or in
digits, are compared with it in three languages by tests/accounts/test_policy.py.
"""

from datetime import timedelta
from typing import Final

RULES_VERSION: Final = "2026-1"  # a new one where the words change in what people agree to: everybody is asked again

OFFICE_SESSION: Final = timedelta(hours=12)  # of people with an office
SIGN_IN_LINK: Final = timedelta(hours=25)  # longer than the day within which mails to one address are counted
UNSENT_MAIL: Final = timedelta(days=1)

DEVICE_COOKIE: Final = timedelta(days=180)
MOST_ACCOUNTS_OF_DEVICE: Final = 8  # a computer of a staff room
KNOWN_NETWORK: Final = timedelta(days=90)
MOST_NETWORKS: Final = 20  # of one person

MORNING_MAIL: Final = 7  # o'clock, by the person's own clock
AFTERNOON_MAIL: Final = 16
MAIL_WINDOW: Final = 3  # hours from then on; a site that was away for longer waits for the next day

# The greeting on the page Today, by the person's own clock.
MORNING_FROM: Final = 4
DAY_FROM: Final = 11
EVENING_FROM: Final = 18
