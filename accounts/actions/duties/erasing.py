"""Erasing without anybody asking: what this room itself holds of a person, and again after a restore."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.actions.steps.erasing import forget_person
from accounts.models import User, WaitingMail
from core.models import KeptEntry


def erase_again(code: str) -> None:
    """After a restore: who had deleted the account since then does not come back. No person asks for it, so none is
    asked for; that this was the last administrator keeps nobody's data.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(code=code).first()
        if user is not None:
            forget_person(user)


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
