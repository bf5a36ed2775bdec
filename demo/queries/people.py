"""The six people as whom a visitor may try the demo."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Text

ROLES: Final[dict[str, tuple[str, Text]]] = {
    "leader-kg": ("leader-kg@example.org", _("School leader in Kyrgyzstan")),
    "leader-ee": ("leader-ee@example.org", _("School leader in Estonia")),
    "teacher": ("teacher@example.org", _("Teacher")),
    "moderator": ("moderator@example.org", _("Moderator")),
    "coordinator": ("coordinator@example.org", _("Coordinator of a country")),
    "admin": ("admin@example.org", _("Administrator")),
}


def people_to_try() -> list[tuple[str, Text]]:
    """(role, label) of the accounts that are planted; never one that is not marked as a demo account."""
    there = set(User.objects.filter(is_demo=True, is_active=True).values_list("email", flat=True))
    return [(role, label) for role, (email, label) in ROLES.items() if email in there]


def person_for(role: str) -> User | None:
    email, _label = ROLES.get(role, ("", ""))
    return User.objects.filter(email=email, is_demo=True, is_active=True).first()
