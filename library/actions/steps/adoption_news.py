"""Whom an adoption or an evaluation concerns: the authors of the practice, who hear of each adoption."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from community.actions.steps.notices import notify
from library.models import Adoption, Practice
from twinning.queries.institution_names import shown_everywhere
from twinning.queries.people import verified_staff


def authors_or_leaders(practice: Practice) -> list[User]:
    """The owner and the authors with an account; where none is left, who leads the institution."""
    people = list(User.objects.filter(authorships__practice=practice).distinct().order_by("pk"))
    if practice.owner is not None and practice.owner not in people:
        people.append(practice.owner)
    if people or practice.institution is None:
        return people
    return [place.user for place in verified_staff(practice.institution)]


def tell_of_adoption(told: Adoption, *, by: Any) -> None:
    params = {"school": shown_everywhere(told.institution), "title": told.practice.title}
    for person in authors_or_leaders(told.practice):
        notify(
            user=person,
            key="library.adopted",
            dedupe=f"adopted-{told.code}-{told.version}",
            params=params,
            url=reverse("library:practice", args=[told.practice.code]) + "#tried",
            by=by,
        )
