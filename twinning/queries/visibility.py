"""What each person may list, and so may open: the `see` rules are built on these."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.queries.offices import countries_coordinated_by, is_administrator, is_coordinator
from core.people import is_signed_in
from twinning.models import Institution, Partnership, Proposal, RegisterImport, Staff, State, Wish
from twinning.queries.people import places_of, prepared_by

PUBLIC_STATES = (State.VERIFIED, State.LISTED)
MEMBER_STATES = (State.VERIFIED, State.LISTED, State.CLAIMED)


def institutions_visible_to(user: Any) -> QuerySet[Institution]:
    """Visitors: verified and listed. Members also claimed ones, so that nobody adds a school a second time."""
    rows = Institution.objects.filter(merged_into=None)
    if is_administrator(user):
        return rows
    if not is_signed_in(user):
        return rows.filter(hidden=False, state__in=PUBLIC_STATES)
    seen = Q(hidden=False, state__in=MEMBER_STATES) | Q(pk__in=[p.institution_id for p in places_of(user)])
    countries = countries_coordinated_by(user)
    if "" in countries:
        return rows
    return rows.filter(seen | Q(country__in=countries))


def institutions_in_directory() -> QuerySet[Institution]:
    """What the public directory lists, the same for everybody."""
    return Institution.objects.filter(merged_into=None, hidden=False, state__in=PUBLIC_STATES)


def is_in_directory(institution: Institution) -> bool:
    """The same of one that was read already."""
    return institution.merged_into_id is None and not institution.hidden and institution.state in PUBLIC_STATES


def _verified_places(user: Any) -> list[int]:
    return [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]


def acts_for_verified(user: Any) -> bool:
    """Verified staff of a verified institution."""
    return any(p.state == Staff.State.VERIFIED and p.institution.state == State.VERIFIED for p in places_of(user))


def wishes_visible_to(user: Any) -> QuerySet[Wish]:
    """Own institution's; open ones of verified institutions for verified staff of verified institutions."""
    if not is_signed_in(user):
        return Wish.objects.none()
    seen = prepared_by(user)
    if acts_for_verified(user):
        seen |= Q(state=Wish.State.OPEN, institution__state=State.VERIFIED)
    return Wish.objects.filter(seen)


def proposals_visible_to(user: Any) -> QuerySet[Proposal]:
    """Verified staff of both sides."""
    own = _verified_places(user)
    if not own:
        return Proposal.objects.none()
    return Proposal.objects.filter(Q(sender__in=own) | Q(receiver__in=own))


def partnerships_visible_to(user: Any) -> QuerySet[Partnership]:
    """Verified staff of a party that has not left; ended ones stay readable."""
    own = _verified_places(user)
    if not own:
        return Partnership.objects.none()
    return Partnership.objects.filter(parties__institution__in=own).distinct()


def registers_visible_to(user: Any) -> QuerySet[RegisterImport]:
    """Coordinators of the register's country."""
    countries = countries_coordinated_by(user)
    rows = RegisterImport.objects.all()
    if is_coordinator(user, ""):
        return rows
    return rows.filter(country__in=countries) if countries else rows.none()
