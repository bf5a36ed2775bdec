"""Sending mails about an account by a background task: the response time does not tell whether an address is known.

Anybody may cause one, visitors too; accounts.rules.limits bounds how many.
"""

from typing import Any

from django.core.mail import EmailMessage

from accounts.actions.steps.account_mails import send_waiting
from accounts.models import WaitingMail
from core.permissions import require


def send_later(*, mail: EmailMessage, by: Any) -> None:
    """Store the mail and enqueue its delivery. Keeps text, HTML and headers; drops attachments, for there are none."""
    require(by, "accounts.sign_in")
    said = {
        "subject": str(mail.subject),
        "body": str(mail.body),
        "from_email": mail.from_email,
        "to": list(mail.to),
        "headers": {name: str(value) for name, value in mail.extra_headers.items()},
    }
    parts = [[str(part), kind] for part, kind in getattr(mail, "alternatives", [])]
    send_waiting.enqueue(WaitingMail.objects.create(said={"mail": said, "parts": parts}).pk)
