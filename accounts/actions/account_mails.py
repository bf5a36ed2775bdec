"""Mails about an account go by a task, so that a request takes as long whether an address is known or not.

Anybody may cause one, also who is not signed in; how many is bounded by accounts.rules.limits.
"""

from typing import Any

from django.core.mail import EmailMessage

from accounts.actions.steps.account_mails import send_waiting
from accounts.models import WaitingMail
from core.permissions import require


def send_later(*, mail: EmailMessage, by: Any) -> None:
    """Text, HTML and headers go along; these mails have no attachments."""
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
