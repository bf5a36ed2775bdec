"""Forgetting a person: places go, what the institution holds stays without the name."""

from typing import Any

from accounts.models import User
from twinning.actions.verification import give_back
from twinning.models import Institution, Invitation, RulesConsent, Staff
from twinning.queries.invitations import addresses_of


def erase_people(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    # Only addresses that are proved to be theirs: anybody can write down another's. The words are the inviter's.
    for address in addresses_of(user):
        Invitation.objects.filter(email__iexact=address).update(email="")
    Invitation.objects.filter(by=user).update(words="")
    RulesConsent.objects.filter(by=user).update(name="")
    _leave_all(user)


def _leave_all(user: User) -> None:
    schools = list(Institution.objects.filter(staff__user=user, staff__until=None).distinct())
    Staff.objects.filter(user=user).delete()
    for school in schools:
        give_back(school)
