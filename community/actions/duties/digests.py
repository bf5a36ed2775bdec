"""Digests: one mail a day at most, in the reader's time zone, with the unread notices they want gathered.

Housekeeping claims the day (a row, unique for person and day) and leaves the mail to the task worker in the same
transaction. The task marks its row before it sends: a crash in between costs this day's mail, never a second one;
what it would have said comes with the next. Only a mail that the server refused is tried again. No permission is
asked: the site itself writes, by the settings of the one who reads.
"""

from datetime import date, datetime

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from accounts.models import Mailing, MailSettings, User
from accounts.queries.mail_settings import ALL, due_day, mail_settings_of
from community.actions.steps.mailing import end_token
from community.models import Digest, Notice
from community.policy import DIGEST_AGAIN_AFTER, DIGEST_GIVEN_UP_AFTER, DIGEST_TRIES
from community.queries.digests import gathered, those_with_something_to_gather, zone_today
from community.texts.mails import digest_mail
from community.texts.notices import group_of, with_people
from core.today_numbers import number_now


def send_due_digests(now: datetime | None = None) -> int:
    """Claim and hand on the mails whose hour has come where their readers live; how many."""
    moment = now or timezone.now()
    claimed = 0
    for user in those_with_something_to_gather():
        chosen = getattr(user, "mail_settings", None) or MailSettings(user=user)
        day = due_day(moment, user.time_zone, every=chosen.every, part=chosen.part)
        claimed += day is not None and _claim(user, day)
    return claimed + _try_again(moment)


def send_digests_now() -> int:
    """For the one who runs the site: without waiting for the hour; still one a person and day."""
    return sum(_claim(user, zone_today(user)) for user in those_with_something_to_gather())


def _claim(user: User, day: date) -> bool:
    with transaction.atomic():
        digest, new = Digest.objects.get_or_create(user=user, day=day)
        if new:
            send_digest.enqueue(digest.pk)
    return new


def _try_again(moment: datetime) -> int:
    """Those that the mail server refused, for as long as their day's news are worth something."""
    rows = Digest.objects.filter(tried_at=None, sent_at=None, refused__gt=0, refused__lt=DIGEST_TRIES)
    waiting = rows.filter(created_at__gt=moment - DIGEST_GIVEN_UP_AFTER, created_at__lt=moment - DIGEST_AGAIN_AFTER)
    for digest in waiting:
        send_digest.enqueue(digest.pk)
    return len(waiting)


@task()
def send_digest(digest_id: int) -> bool:
    """Safe to run twice: the second finds the row marked."""
    if not Digest.objects.filter(pk=digest_id, tried_at=None, refused__lt=DIGEST_TRIES).update(tried_at=timezone.now()):
        return False
    digest = Digest.objects.select_related("user").get(pk=digest_id)
    notices = _wanted(digest.user)
    if not notices:
        return False
    try:
        mail_of(digest.user, notices).send()
    except OSError:  # of smtplib too: it was refused, so it was not sent
        Digest.objects.filter(pk=digest.pk).update(tried_at=None, refused=digest.refused + 1)
        raise
    now = timezone.now()
    with transaction.atomic():
        Digest.objects.filter(pk=digest.pk).update(sent_at=now)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    return True


def mail_of(user: User, notices: list[Notice]) -> EmailMultiAlternatives:
    return digest_mail(user, notices, waiting=number_now(user), token=end_token(user, ALL))


def _wanted(user: User) -> list[Notice]:
    """The newest first. What the person has meanwhile set to another way is let go, and asked for no more."""
    chosen = mail_settings_of(user)
    found = list(gathered(user))
    wanted = [n for n in found if user.mail_notices and getattr(chosen, group_of(n).value) == Mailing.DIGEST]
    Notice.objects.filter(Q(pk__in=[n.pk for n in found]) & ~Q(pk__in=[n.pk for n in wanted])).update(by_mail="")
    return with_people(wanted) if user.is_active else []
