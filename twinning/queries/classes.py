"""Classes that a person may see: those of their institutions."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from twinning.models import SchoolClass, Staff, State, Wish
from twinning.queries.people import prepared_by


def own_classes(user: Any, *, archived: bool = False) -> QuerySet[SchoolClass]:
    """With languages, lessons and the institution that a row shows."""
    rows = (
        SchoolClass.objects.filter(prepared_by(user))
        .select_related("institution")
        .prefetch_related("languages", "lessons", "institution__names", "institution__languages")
        .order_by("institution", "name", "pk")
    )
    return rows if archived else rows.filter(archived_at=None)


def with_begun(rows: QuerySet[SchoolClass]) -> Any:
    """`begun`: somebody writes a wish for it, or has one open. Where not, that comes next."""
    wishes = Wish.objects.filter(school_class=OuterRef("pk")).exclude(state=Wish.State.CLOSED)
    return rows.annotate(begun=Exists(wishes))


def classes_for(wish: Wish) -> QuerySet[SchoolClass]:
    """Those that it may be for: of its institution; where its writer has only asked to join, their own."""
    rows = SchoolClass.objects.filter(institution=wish.institution, archived_at=None).order_by("name")
    if wish.institution.state == State.VERIFIED:
        return rows
    works = Staff.objects.filter(
        institution=wish.institution, user=wish.by_id, until=None, state=Staff.State.VERIFIED
    ).exists()
    return rows if works else rows.filter(by=wish.by_id)
