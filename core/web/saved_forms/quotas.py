"""How many drafts a person may have, how large, and how often they are saved: nobody fills a disk with them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import TooMany
from core.limits import HOUR, MINUTE, Limit, Per, limit, spend
from core.models import KeptEntry
from core.policy import MOST_DRAFT_CHARACTERS, MOST_DRAFTS
from core.web.saved_forms.rows import drafts_of

MOST_ENTRIES: Final = 5
MOST_OF_ACCOUNT: Final = 20  # over all browsers: each log-in may be a new one
KEEP: Final = limit(
    "keep",
    figure=60,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("Forms were kept more than %(figure)s times within one hour."),
)
# A page saves every second at most; four of them at once are somebody's, more are a program's.
KEEP_OWN: Final = limit(
    "keep_own",
    figure=240,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("Drafts were kept more than %(figure)s times within one minute."),
)


def keep_within_quota(account: str) -> None:
    """Delete the oldest drafts of an account above its quota."""
    rows = drafts_of(account).exclude(key=None).order_by("-changed_at").values_list("pk", "size")
    total, over = 0, []
    for place, (pk, size) in enumerate(rows):
        total += size
        if place and (place >= MOST_DRAFTS or total > MOST_DRAFT_CHARACTERS):
            over.append(pk)
    if over:
        KeptEntry.objects.filter(pk__in=over).delete()


def may_keep(of: Limit, account: str) -> bool:
    """Count one saving; False where the limit is passed."""
    try:
        spend(of, account)
    except TooMany:
        return False
    return True
