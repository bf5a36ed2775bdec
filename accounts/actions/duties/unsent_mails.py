"""Deleting mails about accounts that could not be delivered."""

from django.utils import timezone

from accounts.models import WaitingMail
from accounts.policy import UNSENT_MAIL


def forget_unsent() -> int:
    """Delete those older than the policy says; return how many. Whoever still wants one asks again."""
    count, _each = WaitingMail.objects.filter(at__lt=timezone.now() - UNSENT_MAIL).delete()
    return count
