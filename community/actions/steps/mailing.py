"""One plain mail for a notice, in the language of its reader."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from accounts.actions.steps.mail_settings import stored_mail_settings
from accounts.models import Mailing
from accounts.queries.mail_settings import mailing_of, unsubscribe_token
from community.models import Notice, NoticeBox
from community.texts.mails import notice_mail
from community.texts.notices import group_of


@task()
def mail_notice(notice_id: int) -> bool:
    """Safe to run twice. No mail for what was read on the site before its turn came, or is no longer wanted."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, mailed_at=None, read_at=None).first()
    if notice is None or not notice.user.is_active or _was_read(notice):
        return False
    if mailing_of(notice.user, group_of(notice)) != Mailing.NOW:
        return False
    mail_of(notice).send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return True


def mail_of(notice: Notice) -> EmailMultiAlternatives:
    return notice_mail(notice, token=end_token(notice.user, group_of(notice)))


def end_token(user: Any, what: str) -> str:
    """For the link that ends these mails: a group, or all that come gathered."""
    return unsubscribe_token(stored_mail_settings(user), what)


def _was_read(notice: Notice) -> bool:
    return NoticeBox.objects.filter(user=notice.user, read_seq__gte=notice.seq).exists()
