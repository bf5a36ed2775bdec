"""Forgetting a person: places go, what the institution holds stays without the name."""

from typing import Any

from accounts.models import User
from twinning.actions.waiting import forget_preparations, put_away
from twinning.models import Invitation, RulesConsent, Staff
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
    places = list(Staff.objects.filter(user=user, until=None).select_related("institution"))
    for place in places:
        forget_preparations(place)
    Staff.objects.filter(user=user).delete()
    for place in places:
        put_away(place.institution)
