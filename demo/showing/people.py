"""The names of the roles as which a visitor may sign in to the demo."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Text
from demo.queries.people import ADDRESSES

LABELS: Final[dict[str, Text]] = {
    "leader-kg": _("School leader in Kyrgyzstan"),
    "leader-ee": _("School leader in Estonia"),
    "teacher": _("Teacher"),
    "moderator": _("Moderator"),
    "coordinator": _("Coordinator of a country"),
    "admin": _("Administrator"),
}


def people_to_try() -> list[tuple[str, Text]]:
    """(role, label) of the accounts that are planted; never one that is not marked as a demo account."""
    there = set(User.objects.filter(is_demo=True, is_active=True).values_list("email", flat=True))
    return [(role, LABELS[role]) for role, email in ADDRESSES.items() if email in there]
