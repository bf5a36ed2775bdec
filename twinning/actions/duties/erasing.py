"""Erasing a person: places go; what the institution holds, letters and plans stay without the name.

What was signed keeps the name as signed. Words are never searched for a name: to a machine "the", "Мира" or "School
No. 5" is a name as good as any, and what it would take out are the words of others.
"""

from typing import Any

from accounts.models import User
from twinning.actions.steps.institution_notices import no_longer_asks
from twinning.actions.steps.today_marks import claims_changed
from twinning.actions.steps.waiting_facts import forget_preparations, put_away
from twinning.models import Decision, Invitation, Proposal, RulesConsent, Signature, Staff
from twinning.queries.invitations import addresses_of


def erase_people(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    # By proved addresses alone: an unproved one may be somebody else's. The words of an invitation are the inviter's.
    for address in addresses_of(user):
        Invitation.objects.filter(email__iexact=address).update(email="")
    Invitation.objects.filter(by=user).update(words="")
    RulesConsent.objects.filter(by=user).update(name="")
    _leave_all(user)


def _leave_all(user: User) -> None:
    places = list(Staff.objects.filter(user=user, until=None).select_related("institution"))
    for place in places:
        forget_preparations(place)
        no_longer_asks(place)
    Staff.objects.filter(user=user).delete()
    for place in places:
        put_away(place.institution)
        claims_changed(place.institution)


def erase_letters(user: Any) -> None:
    """Runs inside the transaction of the erasure."""
    Proposal.objects.filter(by=user).update(by=None, client_key="")
    Proposal.objects.filter(closed_by=user).update(closed_by=None)
    for model in (Decision, Signature):
        model._default_manager.filter(by=user).update(by=None)  # noqa: SLF001 - Django's documented name
