"""Erasing a person: records the deed, then calls the eraser that each room registered, the highest room first."""

from accounts.models import User
from accounts.queries.erased_accounts import ERASED
from core.audit import record
from core.registry import erasers


def forget_person(user: User) -> None:
    record(ERASED, user, by=None)
    for erase in reversed(erasers().values()):
        erase(user)
