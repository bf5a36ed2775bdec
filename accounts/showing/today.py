"""Rows of the page Today: a missing name, an unconfirmed address."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries.offices import is_newcomer
from core.registry import TodayItem


def first_steps(user: Any) -> Iterator[TodayItem]:
    """A name; the confirmation of an address, asked of newcomers alone. One query at most."""
    if not user.name:
        why = _("Colleagues and partners read it.")
        yield TodayItem(
            _("Say your name"), reverse("accounts:name"), order=4, why=why, icon="user", do=_("Write"), minutes=1
        )
    if is_newcomer(user) and EmailAddress.objects.filter(user=user, verified=False).exists():
        why = _("A link for it lies in your mail box.")
        yield TodayItem(
            _("Confirm your e-mail address"),
            reverse("account_email"),
            order=3,
            why=why,
            icon="mail-check",
            do=_("See it"),
            minutes=2,
        )
