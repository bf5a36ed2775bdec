"""Unread notices that wait for a digest, and the people to whom it goes."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from community.models import Notice
from community.policy import NOTICES_IN_A_DIGEST


def _open() -> QuerySet[Notice]:
    """Told, wanted together with others, not mailed, not read. As the index has it."""
    rows = Notice.objects.filter(by_mail="digest", mailed_at=None, read_at=None)
    return rows.filter(seq__gt=F("user__notice_box__read_seq"))


def those_with_something_to_gather() -> QuerySet[User]:
    """With their settings. One query; by the partial index of what waits."""
    waiting = _open().filter(user=OuterRef("pk"))
    people = User.objects.filter(Exists(waiting), is_active=True, mail_notices=True)
    return people.select_related("mail_settings").order_by("pk")


def gathered(user: User) -> QuerySet[Notice]:
    """The newest hundred; the mail's last line leads to all of them."""
    return _open().filter(Q(user=user)).select_related("user").order_by("-seq")[:NOTICES_IN_A_DIGEST]


def zone_today(user: User) -> date:
    return timezone.now().astimezone(ZoneInfo(user.time_zone)).date()
