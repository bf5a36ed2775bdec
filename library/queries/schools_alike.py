"""What worked in schools like the reader's, by what such schools report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from library.judging.school_likeness import SchoolKind, alike
from library.policy import LIKE_REPORTS
from library.queries.catalogue import Catalogue
from library.queries.school_kinds import own_kind, own_school
from twinning.models import Institution


@dataclass(frozen=True, slots=True)
class WorkedAlike:
    """`schools`: how many schools like the reader's it worked for, by practice, the most first."""

    kind: SchoolKind
    schools: dict[UUID, int]


def worked_alike(user: Any, whole: Catalogue) -> WorkedAlike | None:
    """None for whoever has no school, tells too little of it, or has too few like it that report. One query at most."""
    school = own_school(user)
    if school is None:
        return None
    kind = own_kind(user, school)
    schools = _reported(whole, kind, school) if kind.known else {}
    return WorkedAlike(kind, schools) if sum(schools.values()) >= LIKE_REPORTS else None


def _reported(whole: Catalogue, kind: SchoolKind, own: Institution) -> dict[UUID, int]:
    """Without what one's own school made or reports."""
    found: dict[UUID, int] = {}
    for theirs, reports in whole.reports.items():
        if alike(kind, theirs):
            for key, school in reports:
                if school != own.pk and own.pk not in whole.makers[key]:
                    found[key] = found.get(key, 0) + 1
    places = {key: place for place, key in enumerate(whole.keys) if key in found}
    return {key: found[key] for key in sorted(places, key=lambda key: (-found[key], places[key]))}
