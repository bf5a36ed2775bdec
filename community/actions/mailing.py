"""One plain mail for a notice, in the language of its reader."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from accounts.actions.mail import settings_to_mail
from accounts.models import Mailing
from accounts.queries.mail import mailing_of, unsubscribe_token
from community.models import Notice, NoticeBox
from community.queries.notices import address_in, group_of, sentence
from core.mails import at_site, letter


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
    with translation.override(notice.user.language):
        said = sentence(notice)
        end = end_link(notice.user, group_of(notice))
        context = {
            "name": notice.user.shown,
            "sentence": said,
            "link": page_link(notice),
            "settings": at_site(reverse("accounts:notices")),
            "end": end,
        }
        body = render_to_string("community/mail/notice.txt", context)
    return letter(subject=said, text=body, to=notice.user.email, language=notice.user.language, headers=one_click(end))


def page_link(notice: Notice) -> str:
    """In the language of the reader, which is the active one."""
    return at_site(address_in(notice.url or reverse("community:notices"), notice.user.language))


def end_link(user: Any, what: str) -> str:
    """The page that ends these mails without log-in: a group, or all that come gathered."""
    token = unsubscribe_token(settings_to_mail(user=user, by=user), what)
    return at_site(reverse("accounts:end_mails", args=[token]))


def one_click(link: str) -> dict[str, str]:
    """RFC 8058: the mail program shows a button of its own and sends one POST to the link."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _was_read(notice: Notice) -> bool:
    return NoticeBox.objects.filter(user=notice.user, read_seq__gte=notice.seq).exists()
