"""Deleting what this room stores about a person: for an erasure, and again after a backup was restored."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.actions.steps.erasing import forget_person
from accounts.models import User, WaitingMail
from core.models import KeptEntry


def erase_again(code: str) -> None:
    """Delete an account that a restored backup brought back, by its code; nothing where there is none.

    No permission is asked, and the last administrator is not kept: the account had been deleted before.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(code=code).first()
        if user is not None:
            forget_person(user)


def erase_person(user: User) -> None:
    """The eraser of this room; runs last. Deletes the user row with sessions, second factors, offices and addresses.

    Foreign keys of other tables become null (SET_NULL) or cascade.
    """
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    KeptEntry.objects.filter(account=user.code).delete()
    for address in {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}:
        WaitingMail.objects.filter(said__mail__to=[address]).delete()
    user.delete()
