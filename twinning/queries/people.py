"""Who works where, with which role."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core.people import is_signed_in
from twinning.models import Institution, Role, Staff, State


def places_of(user: Any) -> list[Staff]:
    """The person's present places, verified or asked, with their institutions. One query a request."""
    if not is_signed_in(user):
        return []
    places: list[Staff] | None = getattr(user, "_places", None)
    if places is None:
        places = list(
            Staff.objects.filter(user=user, until=None)
            .exclude(state=Staff.State.REFUSED)
            .select_related("institution")
            .order_by("pk")
        )
        user._places = places  # noqa: SLF001 - kept for this request, on the object that lives as long
    return places


def forget_places(user: Any) -> None:
    """Drop the cache of places_of: a verb changed the person's places within the same request."""
    if hasattr(user, "_places"):
        del user._places  # noqa: SLF001 - set above; through request.user, which wraps the person


def place_at(user: Any, institution: Institution) -> Staff | None:
    return next((p for p in places_of(user) if p.institution_id == institution.pk), None)


def works_at(user: Any, institution: Institution) -> bool:
    """Verified staff of any role."""
    place = place_at(user, institution)
    return place is not None and place.state == Staff.State.VERIFIED


def leads(user: Any, institution: Institution) -> bool:
    """Verified leader or deputy."""
    place = place_at(user, institution)
    return place is not None and place.state == Staff.State.VERIFIED and place.role in {Role.LEADER, Role.DEPUTY}


def speaks_for(user: Any, institution: Institution) -> bool:
    """Whether this person may write in the name of it: verified staff of an institution that is verified now.

    Asked before everything that others read as coming from the institution.
    """
    return institution.state == State.VERIFIED and works_at(user, institution)


def own_institutions(user: Any) -> list[Institution]:
    """Where the person works; where nobody is verified yet, who asked prepares as well."""
    return [
        place.institution
        for place in places_of(user)
        if place.state == Staff.State.VERIFIED or prepared_by_newcomers(place.institution)
    ]


def prepared_by_newcomers(institution: Institution) -> bool:
    """Whether who has asked to join prepares classes and wishes meanwhile: nobody is verified there yet."""
    return institution.state in {State.LISTED, State.CLAIMED}


def prepared_by(user: Any) -> Q:
    """Rows with `institution` and `by` that this person may read: all where they work, their own where they asked.

    People who have only asked are not verified, so they do not read each other's rows.
    """
    if not is_signed_in(user):
        return Q(pk__in=[])
    own = own_institutions(user)
    works = [place.institution_id for place in places_of(user) if place.state == Staff.State.VERIFIED]
    return Q(institution__in=works) | Q(institution__in=[school.pk for school in own], by=user)


def waits_at(user: Any) -> list[Institution]:
    """Institutions where the person has only asked to join and may not prepare anything meanwhile."""
    own = own_institutions(user)
    return [place.institution for place in places_of(user) if place.institution not in own]


def verified_staff(institution: Institution) -> QuerySet[Staff]:
    return Staff.objects.filter(institution=institution, until=None, state=Staff.State.VERIFIED).select_related("user")


def leaders_of(institution: Institution) -> QuerySet[Staff]:
    return verified_staff(institution).filter(role__in=[Role.LEADER, Role.DEPUTY])


def can_act(institution: Institution) -> bool:
    """Only a verified institution with somebody who can act writes and is written to."""
    return institution.state == State.VERIFIED and leaders_of(institution).exists()


def staff_people(institution: Institution) -> list[User]:
    """Everybody with a present place, asked or verified."""
    places = Staff.objects.filter(institution=institution, until=None).exclude(state=Staff.State.REFUSED)
    return [place.user for place in places.select_related("user").order_by("pk")]
