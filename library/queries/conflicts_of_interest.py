"""Conflicts of interest: who judges practices at all, and in which of them a person has a part."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from accounts.queries.offices import (
    coordinates,
    countries_coordinated_by,
    is_moderator,
)
from library.models import Practice, PracticeAuthor
from twinning.queries.people import places_of


def judges(user: Any) -> bool:
    """Whether this person may review practices at all."""
    return is_moderator(user)


def has_interest(user: Any, practice: Practice) -> bool:
    """Owner, author, anybody at a school of it (asked or verified), or the coordinator who answers for that school."""
    authors = list(PracticeAuthor.objects.filter(practice=practice))
    if practice.live:
        # Who was named since it was published stands in the newest words alone.
        authors += list(practice.get_latest_revision_as_object().authors.all())
    if user.pk in {practice.owner_id, *(author.user_id for author in authors)}:
        return True
    schools = {practice.institution_id, *(author.institution_id for author in authors)} - {None}
    if schools & {place.institution_id for place in places_of(user)}:
        return True
    school = practice.institution
    return school is not None and coordinates(user, school.country)


def parts_of(user: Any) -> Iterator[QuerySet[Any]]:
    """`has_interest` for lists: querysets of practice keys, to be excluded one by one.

    Each uses one index; joined by OR, PostgreSQL would scan the whole table.
    """
    schools = [place.institution_id for place in places_of(user)]
    countries = countries_coordinated_by(user)
    named, held = Q(user=user), Q(owner=user)
    if schools:
        named |= Q(institution__in=schools)
        held |= Q(institution__in=schools)
    yield PracticeAuthor.objects.filter(named).values("practice")
    yield Practice.objects.filter(held).values("pk")
    if "" in countries:
        yield Practice.objects.values("pk")
    elif countries:
        yield Practice.objects.filter(institution__country__in=countries).values("pk")
