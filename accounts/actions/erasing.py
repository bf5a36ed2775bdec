"""Deleting an account: what is personal goes, what belongs to others stays without the name."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User, WaitingMail
from accounts.queries.erased import ERASED
from accounts.queries.people import administrators
from core.audit import record
from core.errors import Conflict
from core.models import KeptEntry
from core.permissions import require
from core.registry import erasers


def delete_account(*, user: User, by: Any) -> None:
    """Run each room's eraser, the highest room first, then forget the person. All or nothing."""
    require(by, "accounts.delete_account", user)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if administrators().filter(pk=user.pk).exists() and not administrators().exclude(pk=user.pk).exists():
            raise Conflict(_("You are the last administrator."), next_step=_("Give the office to somebody else first."))
        _forget(user)


def erase_again(code: str) -> None:
    """After a restore: who had deleted the account since then does not come back. No person asks for it, so none is
    asked for; that this was the last administrator keeps nobody's data.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(code=code).first()
        if user is not None:
            _forget(user)


def _forget(user: User) -> None:
    record(ERASED, user, by=None)
    for erase in reversed(erasers().values()):
        erase(user)


def erase_person(user: User) -> None:
    """The eraser of this room, the last to run: the row goes, and with it sessions, factors, offices, addresses.

    What other tables say of the person becomes null by their foreign keys.
    """
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    KeptEntry.objects.filter(account=user.code).delete()
    for address in {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}:
        WaitingMail.objects.filter(said__mail__to=[address]).delete()
    user.delete()
