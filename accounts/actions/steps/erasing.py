"""Forgetting a person: each room erases what is theirs, the highest room first."""

from accounts.models import User
from accounts.queries.erased_accounts import ERASED
from core.audit import record
from core.registry import erasers


def forget_person(user: User) -> None:
    record(ERASED, user, by=None)
    for erase in reversed(erasers().values()):
        erase(user)
