"""Figures of core: days, sizes, how many. What is only a matter of technique or of speed stands where it is used."""

from datetime import timedelta
from typing import Final

# Lists.
TODAY_SOON: Final = timedelta(days=2)  # what is due within it is marked on the page Today
FACET_OPTIONS_SHOWN: Final = 6  # before "more"

# What was typed and not sent: of people who are signed in, of visitors, and what was thrown away and may be had back.
DRAFT_KEPT: Final = timedelta(days=30)
VISITORS_DRAFT_KEPT: Final = timedelta(hours=1)
THROWN_DRAFT_KEPT: Final = timedelta(minutes=10)
MOST_DRAFTS: Final = 60  # of one person
MOST_DRAFT_CHARACTERS: Final = 1_000_000

# Pictures of institutions and of editors, as they come and as they are drawn anew.
PICTURE_BYTES: Final = 10_000_000
PICTURE_PIXELS: Final = 40_000_000
PICTURE_SIDE: Final = 3000

# How long is kept what is done, and how many backups.
DONE_TASKS_KEPT: Final = timedelta(days=14)
TASK_ATTEMPTS: Final = 3  # of a task that was cut off; then it is given up
NEWS_KEPT: Final = timedelta(days=7)  # of the outbox
BACKUP_DAYS, BACKUP_WEEKS, BACKUP_MONTHS = 7, 4, 12

# Whom limits count as one: a customer's network in IPv6, whose single addresses cost nothing.
IPV6_NETWORK_BITS: Final = 64
