"""Whom a person may see here: themselves; administrators see everybody."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.models import Office, OfficeKind, User
from accounts.queries.offices import is_administrator
from core.people import is_signed_in
from core.text import canonical_address


def people_visible_to(user: Any) -> QuerySet[User]:
    if not is_signed_in(user):
        return User.objects.none()
    return User.objects.all() if is_administrator(user) else User.objects.filter(pk=user.pk)


def person_with_address(email: str) -> User | None:
    return User.objects.filter(email=canonical_address(email), is_active=True).first()


def anybody_with_address(email: str) -> User | None:
    """Also somebody who only adds this address to their account, or whose account is closed: for limits."""
    address = canonical_address(email)
    return User.objects.filter(Q(email=address) | Q(emailaddress__email=address)).order_by("pk").first()


def administrators() -> QuerySet[User]:
    """Who can still act as one: the last of them stays."""
    held = Office.objects.filter(office=OfficeKind.ADMINISTRATOR, until=None)
    return User.objects.filter(Q(offices__in=held) | Q(is_superuser=True), is_active=True).distinct()


def left_of_demo(user: Any) -> bool:
    """An account of the demo where the demo is over: it signs in nowhere, also not by an old session."""
    return bool(getattr(user, "is_demo", False)) and not settings.DEMO
