"""Keeping mails instead of sending them. No permission to ask: the site itself is the sender."""

from collections.abc import Iterable
from typing import Final

from demo.models import DemoMail

MOST: Final = 200


def keep_mail(*, to: Iterable[str], subject: str, text: str) -> DemoMail:
    """Store one mail; only the newest MOST are kept."""
    mail = DemoMail.objects.create(to=", ".join(to), subject=subject, text=text)
    old = DemoMail.objects.order_by("-pk").values_list("pk", flat=True)[MOST:]
    DemoMail.objects.filter(pk__in=list(old)).delete()
    return mail
