"""What the pages of wishes show."""

from typing import Any

from django.db.models import QuerySet

from twinning.models import Wish
from twinning.queries.people import prepared_by


def own_wishes(user: Any) -> QuerySet[Wish]:
    """Wishes of the person's institutions, open ones first. Two queries with what a row shows."""
    return (
        Wish.objects.filter(prepared_by(user))
        .select_related("school_class", "institution")
        .order_by("-state", "-changed_at")
    )


def missing_steps(wish: Wish) -> list[int]:
    """Steps that must be filled before the wish can be opened."""
    missing = []
    if wish.school_class_id is None or wish.starts is None or not wish.title:
        missing.append(1)
    if not wish.points.filter(criterion="work").exists():
        missing.append(2)
    return missing
