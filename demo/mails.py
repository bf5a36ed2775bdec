"""A mail backend that stores mails for the demo's mail box instead of sending them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from demo.actions.duties.mails import keep_mail


class DemoBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            keep_mail(to=mail.recipients(), subject=str(mail.subject), text=str(mail.body))
        return len(email_messages)
