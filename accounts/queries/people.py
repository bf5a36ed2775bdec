"""Accounts: whom a person may see (themselves; administrators everybody), by address, and administrators."""

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
    """Also by an address that is not confirmed, and closed accounts: for limits, which count all of them."""
    address = canonical_address(email)
    return User.objects.filter(Q(email=address) | Q(emailaddress__email=address)).order_by("pk").first()


def administrators() -> QuerySet[User]:
    """People with an open account who hold the office now, or are superusers."""
    held = Office.objects.filter(office=OfficeKind.ADMINISTRATOR, until=None)
    return User.objects.filter(Q(offices__in=held) | Q(is_superuser=True), is_active=True).distinct()


def left_of_demo(user: Any) -> bool:
    """Whether this is a demo account on a site whose demo is over: it cannot sign in, and old sessions end."""
    return bool(getattr(user, "is_demo", False)) and not settings.DEMO
