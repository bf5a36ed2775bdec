"""Mails about an account go by a task, so that a request takes as long whether an address is known or not.

No permission to ask: the site itself is the sender.
"""

from datetime import timedelta
from typing import Final

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from accounts.models import WaitingMail

UNSENT: Final = timedelta(days=1)


def send_later(mail: EmailMessage) -> None:
    """Text, HTML and headers go along; these mails have no attachments."""
    said = {
        "subject": str(mail.subject),
        "body": str(mail.body),
        "from_email": mail.from_email,
        "to": list(mail.to),
        "headers": {name: str(value) for name, value in mail.extra_headers.items()},
    }
    parts = [[str(part), kind] for part, kind in getattr(mail, "alternatives", [])]
    send_waiting.enqueue(WaitingMail.objects.create(said={"mail": said, "parts": parts}).pk)


@task()
def send_waiting(number: int) -> bool:
    """Safe to run twice."""
    waiting = WaitingMail.objects.filter(pk=number).first()
    if waiting is None:
        return False
    mail = EmailMultiAlternatives(**waiting.said["mail"])
    for content, kind in waiting.said["parts"]:
        mail.attach_alternative(content, kind)
    mail.send()
    waiting.delete()
    return True


def forget_unsent() -> int:
    """What no mail server took within a day: whoever still wants it asks again."""
    count, _each = WaitingMail.objects.filter(at__lt=timezone.now() - UNSENT).delete()
    return count
