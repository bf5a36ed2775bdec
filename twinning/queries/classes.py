"""Classes that a person may see: those of their institutions."""

from typing import Any

from django.db.models import QuerySet

from twinning.models import SchoolClass
from twinning.queries.people import own_institutions


def own_classes(user: Any, *, archived: bool = False) -> QuerySet[SchoolClass]:
    """With languages, lessons and the institution that a row shows."""
    rows = (
        SchoolClass.objects.filter(institution__in=own_institutions(user))
        .select_related("institution")
        .prefetch_related("languages", "lessons", "institution__names", "institution__languages")
        .order_by("institution", "name", "pk")
    )
    return rows if archived else rows.filter(archived_at=None)
