"""One plain mail for a notice, in the language of its reader."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from community.models import Notice, NoticeBox
from community.queries.notices import address_in, sentence


@task()
def mail_notice(notice_id: int) -> bool:
    """Safe to run twice. No mail for what was read on the site before its turn came."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, mailed_at=None).first()
    if notice is None or not notice.user.is_active or not notice.user.mail_notices or _was_read(notice):
        return False
    mail_of(notice).send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return True


def mail_of(notice: Notice) -> EmailMessage:
    with translation.override(notice.user.language):
        said = sentence(notice)
        context = {
            "name": notice.user.name,
            "sentence": said,
            "link": settings.SITE_URL + address_in(notice.url or reverse("community:notices"), notice.user.language),
            "settings": settings.SITE_URL + reverse("accounts:notices"),
        }
        body = render_to_string("community/mail/notice.txt", context)
    return EmailMessage(subject=said[:150], body=body, to=[notice.user.email])


def _was_read(notice: Notice) -> bool:
    return NoticeBox.objects.filter(user=notice.user, read_seq__gte=notice.seq).exists()
