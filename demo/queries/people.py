"""The accounts as which a visitor may sign in to the demo, by role."""

from typing import Final

from accounts.models import User

ADDRESSES: Final = {
    "leader-kg": "leader-kg@example.org",
    "leader-ee": "leader-ee@example.org",
    "teacher": "teacher@example.org",
    "moderator": "moderator@example.org",
    "coordinator": "coordinator@example.org",
    "admin": "admin@example.org",
}


def person_for(role: str) -> User | None:
    return User.objects.filter(email=ADDRESSES.get(role, ""), is_demo=True, is_active=True).first()
