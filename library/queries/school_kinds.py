"""Of which kind schools are, for practices that worked in schools like the reader's."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from core.language.kyrgyz_places import in_town
from library.judging.school_likeness import SchoolKind, kind_of
from twinning.models import Institution, SchoolClass
from twinning.queries.people import own_institutions, prepared_by


def kinds_of(institutions: Collection[int]) -> dict[int, SchoolKind]:
    """Two queries, however many."""
    rows = Institution.objects.filter(pk__in=institutions)
    classes = _classes(SchoolClass.objects.filter(institution__in=institutions))
    return {
        pk: kind_of(town=in_town(place, country), classes=classes.get(pk, ()))
        for pk, place, country in rows.values_list("pk", "place", "country")
    }


def own_school(user: Any) -> Institution | None:
    """The first where the person works or which they prepare."""
    return next(iter(own_institutions(user)), None)


def own_kind(user: Any, school: Institution) -> SchoolKind:
    """From the classes that the person may read. One query."""
    classes = _classes(SchoolClass.objects.filter(prepared_by(user), institution=school))
    return kind_of(town=in_town(school.place, school.country), classes=classes.get(school.pk, ()))


def _classes(rows: QuerySet[SchoolClass]) -> dict[int, list[tuple[int, int]]]:
    """Shift and size of each that is taught, by institution."""
    found: dict[int, list[tuple[int, int]]] = {}
    for school, shift, size in rows.filter(archived_at=None).values_list("institution_id", "shift", "size"):
        found.setdefault(school, []).append((shift, size))
    return found
