"""Forgetting the mails that no mail server took."""

from django.utils import timezone

from accounts.models import WaitingMail
from accounts.policy import UNSENT_MAIL


def forget_unsent() -> int:
    """What no mail server took within a day: whoever still wants it asks again."""
    count, _each = WaitingMail.objects.filter(at__lt=timezone.now() - UNSENT_MAIL).delete()
    return count
