"""The task that delivers a stored mail about an account (enqueued by accounts.actions.account_mails)."""

from django.core.mail import EmailMultiAlternatives
from django_tasks import task

from accounts.models import WaitingMail


@task()
def send_waiting(number: int) -> bool:
    """Deliver the mail and delete its row; False where it was delivered before. Safe to run twice."""
    waiting = WaitingMail.objects.filter(pk=number).first()
    if waiting is None:
        return False
    mail = EmailMultiAlternatives(**waiting.said["mail"])
    for content, kind in waiting.said["parts"]:
        mail.attach_alternative(content, kind)
    mail.send()
    waiting.delete()
    return True
