"""Sending by SMTP, also to addresses whose part before the @ is not in Latin letters (RFC 6531, SMTPUTF8).

Django writes such a part as a header would be written, which no mail server reads.
"""

from email import message_from_bytes, policy
from typing import Any

from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage, sanitize_address


class SmtpBackend(EmailBackend):
    """Raise SMTPNotSupportedError where the server does not take such addresses; the task says so in the log."""

    def _send(self, email_message: EmailMessage) -> bool:
        to = email_message.recipients()
        if all(address.rpartition("@")[0].isascii() for address in to):
            return bool(super()._send(email_message))  # type: ignore[misc]  # the stubs leave it out
        connection: Any = self.connection
        sender = sanitize_address(email_message.from_email, "utf-8")
        connection.sendmail(sender, to, _spelt(email_message), mail_options=["SMTPUTF8"])
        return True


def _spelt(mail: EmailMessage) -> bytes:
    """The mail with its addresses as they are."""
    whole = message_from_bytes(mail.message().as_bytes(), policy=policy.SMTPUTF8)
    del whole["To"]
    whole["To"] = ", ".join(mail.to)
    return whole.as_bytes()
