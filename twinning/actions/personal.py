"""Forgetting a person: places go, what the institution holds stays without the name."""

from typing import Any

from accounts.models import User
from core.text import canonical_address
from twinning.actions.verification import give_back
from twinning.models import Institution, Invitation, RulesConsent, Staff


def erase_people(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    addresses = [user.email, *user.emailaddress_set.values_list("email", flat=True)]
    for address in map(canonical_address, addresses):
        Invitation.objects.filter(email=address).update(email="", words="")
    Invitation.objects.filter(by=user).update(words="")
    RulesConsent.objects.filter(by=user).update(name="")
    _leave_all(user)


def _leave_all(user: User) -> None:
    schools = list(Institution.objects.filter(staff__user=user, staff__until=None).distinct())
    Staff.objects.filter(user=user).delete()
    for school in schools:
        give_back(school)
