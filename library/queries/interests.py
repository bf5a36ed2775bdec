"""Who may judge a practice: an officer who has no part in it."""

from typing import Any

from django.db.models import Q

from accounts.models import OfficeKind
from accounts.queries.offices import holds, is_administrator, offices_of
from library.models import Practice, PracticeAuthor
from twinning.queries.people import places_of


def judges(user: Any) -> bool:
    """Whether there is a desk of practices for this person."""
    return holds(user, OfficeKind.MODERATOR) or is_administrator(user)


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
    return school is not None and holds(user, OfficeKind.COORDINATOR, school.country)


def of_interest(user: Any) -> Q:
    """The same for lists of practices, as far as their rows say it."""
    named = Q(user=user)
    found = Q(owner=user)
    if schools := [place.institution_id for place in places_of(user)]:
        found |= Q(institution__in=schools)
        named |= Q(institution__in=schools)
    found |= Q(pk__in=PracticeAuthor.objects.filter(named).values("practice"))
    countries = offices_of(user).get(OfficeKind.COORDINATOR, frozenset())
    if "" in countries:
        return Q(pk__isnull=False)
    return found | Q(institution__country__in=countries) if countries else found
