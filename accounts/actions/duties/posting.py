"""Delivering the mails that wait, by the worker; and forgetting those that no mail server took."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from accounts.models import WaitingMail
from accounts.policy import UNSENT_MAIL


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
    count, _each = WaitingMail.objects.filter(at__lt=timezone.now() - UNSENT_MAIL).delete()
    return count
