"""Forgetting a person: places go, what the institution holds stays without the name."""

from typing import Any

from accounts.models import User
from twinning.actions.waiting import forget_preparations, put_away
from twinning.models import Invitation, RulesConsent, Staff


def erase_people(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    addresses = [user.email, *user.emailaddress_set.values_list("email", flat=True)]
    for address in {address.lower() for address in addresses}:
        Invitation.objects.filter(email__iexact=address).update(email="", words="")
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
