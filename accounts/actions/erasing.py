"""Deleting an account: personal data is deleted, what belongs to others too stays without an author."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.steps.erasing import forget_person
from accounts.models import User
from accounts.queries.people import administrators
from core.errors import Conflict
from core.permissions import require


def delete_account(*, user: User, by: Any) -> None:
    """Run each room's eraser, the highest room first, in one transaction. Raise Conflict for the last administrator."""
    require(by, "accounts.delete_account", user)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if administrators().filter(pk=user.pk).exists() and not administrators().exclude(pk=user.pk).exists():
            raise Conflict(_("You are the last administrator."), next_step=_("Give the office to somebody else first."))
        forget_person(user)
