"""Today's number of each person: counted anew by a task, told to their open pages, corrected as time goes by."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from community.wire import TodayData, notices_topic
from core.live.outbox import tell
from core.models import TodayChange
from core.server.queued_tasks import enqueue_once
from core.today_numbers import Count, left_over, recount_waiting, ring, today_changed

AGED: Final = timedelta(hours=1)  # what falls due or expires meanwhile, nobody has done
AT_ONCE: Final = 100


@task()
def recount_today() -> int:
    """How many people were counted anew. Safe to run twice."""
    return recount_waiting()


def recount_soon() -> None:
    enqueue_once(recount_today)


def tell_today(user: Any, count: Count, version: int) -> None:
    """An unnumbered frame: a page that missed it hears the number when its line comes up again."""
    said = TodayData(today=count.number, desk=count.desk, version=version)
    tell(notices_topic(user.code), "today", {**said})


def correct_numbers() -> None:
    """Called by housekeeping: who may have a page open and was not counted for long; and what a crash left over."""
    today_changed(aged().order_by(F("today_number__counted_at").asc(nulls_first=True), "pk")[:AT_ONCE])
    if left_over():
        ring()


def aged() -> QuerySet[User]:
    now = timezone.now()
    signed_in = User.objects.filter(is_active=True, last_login__gt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE))
    long_ago = Q(today_number__counted_at=None) | Q(today_number__counted_at__lt=now - AGED)
    return signed_in.filter(long_ago, ~Exists(TodayChange.objects.filter(user=OuterRef("pk"))))
