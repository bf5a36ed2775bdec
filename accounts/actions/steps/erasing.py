"""Erasing a person: records the deed, then calls the eraser that each room registered, the highest room first."""

from accounts.models import User
from accounts.queries.erased_accounts import ERASED
from accounts.queries.officers_to_tell import coordinators_at_desk
from core.audit import record
from core.registry import erasers
from core.today_numbers import today_changed


def forget_person(user: User) -> None:
    record(ERASED, user, by=None)
    today_changed(coordinators_at_desk(""))  # whose office this was, others may have to do now
    for erase in reversed(erasers().values()):
        erase(user)
