"""Giving and ending offices of the site. The superuser flag mirrors the administrator and is written only here.

Whether a country has a coordinator decides what lies on the desks of administrators.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, OfficeKind, User
from accounts.queries.officers_to_tell import coordinators_at_desk
from accounts.queries.offices import forget_offices, offices_now
from accounts.queries.people import administrators
from core.audit import record
from core.errors import Conflict, Invalid
from core.language.formats import country_codes
from core.permissions import require
from core.today_numbers import today_changed


def give_office(*, user: User, office: str, by: Any, country: str = "", ground: str = "") -> Office:
    """`country` empty is all countries; only a coordinator has one. Raise Conflict where the person has it already."""
    require(by, "accounts.give_office", user)
    _check(office, country)
    try:
        with transaction.atomic():
            given = Office.objects.create(user=user, office=office, country=country, granted_by=by)
            _mirror(given)
            today_changed(coordinators_at_desk(""))
            record(
                "accounts.give_office",
                given,
                by=by,
                concerns=[user],
                ground=ground,
                data={"office": office, "country": country, "user": user.code},
            )
    except IntegrityError as error:
        raise Conflict(_("This person holds the office already.")) from error
    return given


def end_office(*, office: Office, by: Any, ground: str = "") -> Office:
    """Raise Conflict where it has ended already, or where nobody would be left to give offices."""
    require(by, "accounts.end_office", office)
    with transaction.atomic():
        held = offices_now().select_for_update(of=("self",)).filter(pk=office.pk).first()
        if held is None:
            raise Conflict(_("This office has ended already."))
        if held.office == OfficeKind.ADMINISTRATOR and not administrators().exclude(pk=held.user_id).exists():
            raise Conflict(_("This is the last administrator."), next_step=_("Give the office to somebody else first."))
        held.until = timezone.now()
        held.save(update_fields=["until"])
        _mirror(held)
        today_changed(coordinators_at_desk(""))
        record(
            "accounts.end_office",
            held,
            by=by,
            concerns=[held.user],
            ground=ground,
            data={"office": held.office, "country": held.country, "user": held.user.code},
        )
    return held


def _check(office: str, country: str) -> None:
    if office not in OfficeKind.values:
        raise Invalid(_("There is no such office."), field="office")
    if country and office != OfficeKind.COORDINATOR:
        raise Invalid(_("Only a coordinator has countries."), field="country")
    if country and country not in country_codes():
        raise Invalid(_("There is no such country."), field="country")


def _mirror(office: Office) -> None:
    user = office.user
    forget_offices(user)
    if office.office == OfficeKind.ADMINISTRATOR:
        user.is_superuser = office.until is None
        user.save(update_fields=["is_superuser"])
