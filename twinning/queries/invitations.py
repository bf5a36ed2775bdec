"""Invitations: the signed link, in which state they are, who sees them, and for whom they are."""

from enum import StrEnum
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from core.text import canonical_address
from twinning.models import Institution, Invitation, Role, Staff
from twinning.queries.people import places_of

SALT: Final = "twinning.invitation"


class InvitationState(StrEnum):
    """Computed from the row's times when it is read; nothing has to be run for an invitation to expire."""

    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def token_of(invitation: Invitation) -> str:
    """What stands in the link: the code, signed, so that nobody can make one up."""
    return Signer(salt=SALT).sign(invitation.code)


def invitation_of(token: str) -> Invitation | None:
    """None for a link that was not made here; used and expired ones are found, so that the page can say so."""
    try:
        code = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    rows = Invitation.objects.select_related("institution", "to_institution", "by")
    return rows.prefetch_related("institution__names", "to_institution__names").filter(code=code).first()


def state_of(invitation: Invitation) -> InvitationState:
    if invitation.used_at is not None:
        return InvitationState.USED
    if invitation.withdrawn_at is not None:
        return InvitationState.WITHDRAWN
    return InvitationState.OPEN if invitation.expires_at > timezone.now() else InvitationState.EXPIRED


def open_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def led_institutions(user: Any) -> list[Institution]:
    """Where the person may invite: verified leader or deputy."""
    roles = {Role.LEADER, Role.DEPUTY}
    places = [place for place in places_of(user) if place.state == Staff.State.VERIFIED and place.role in roles]
    return [place.institution for place in places]


def invitations_visible_to(user: Any) -> QuerySet[Invitation]:
    """Those of the institutions that the person leads, the newest first."""
    led = [school.pk for school in led_institutions(user)]
    return Invitation.objects.filter(institution__in=led).order_by("-created_at", "-pk")


def addresses_of(user: Any) -> set[str]:
    """Addresses that the person has proved to be theirs, in small letters."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {canonical_address(email) for email in proved}


def people_at(address: str) -> QuerySet[User]:
    """Who has proved that this address is theirs."""
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True)
    return User.objects.filter(pk__in=proved.values("user"))


def reached(invitation: Invitation, user: Any) -> bool:
    """Whether this person is the one it was sent to: the address is theirs, and proved."""
    return canonical_address(invitation.email) in addresses_of(user)


def waiting_for(user: Any) -> QuerySet[Invitation]:
    """Open ones to an address of this person, so that they are found without the mail."""
    return (
        open_invitations()
        .filter(email__in=addresses_of(user))
        .select_related("institution", "to_institution", "by")
        .order_by("pk")
    )
