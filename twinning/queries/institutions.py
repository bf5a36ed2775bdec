"""What an institution's page tells, and what may be the same institution under another name."""

from collections import Counter
from typing import Any, Final

from django.db.models import QuerySet

from core.audit_reading import deeds_of
from core.models import Deed
from core.text import near
from twinning.models import Institution, Party, Staff
from twinning.policy import ALIKE_INSTITUTION, MOST_ALIKE
from twinning.queries.directory import for_list
from twinning.queries.institution_names import all_names
from twinning.queries.institution_search import find_institutions
from twinning.queries.people import places_of, verified_staff
from twinning.queries.visibility import institutions_visible_to

TRAIL: Final = (
    "twinning.add_institution",
    "twinning.ask_to_join",
    "twinning.verify_institution",
    "twinning.refuse_institution",
    "twinning.suspend_institution",
    "twinning.merge_institutions",
    "twinning.verify_person",
    "twinning.sign_rules",
    "twinning.hand_over",
)
PUBLIC_TRAIL: Final = ("twinning.verify_institution", "twinning.suspend_institution", "twinning.sign_rules")


def similar_institutions(*, name: str, country: str, by: Any, also: str = "", place: str = "") -> list[Institution]:
    """Institutions of the country that may be the one that somebody is about to add, the likeliest first.

    Another town named on both sides makes another school of the same name.
    """
    rows = institutions_visible_to(by).filter(country=country)
    ids = {pk for text in (name, also) if text for pk in find_institutions(text, rows)[:40]}
    found = for_list(rows.filter(pk__in=ids))
    scored = [(_likeness([name, also], place, school), school) for school in found]
    alike = sorted((pair for pair in scored if pair[0] >= ALIKE_INSTITUTION), key=lambda pair: (-pair[0], pair[1].pk))
    return [school for _score, school in alike[:MOST_ALIKE]]


def _likeness(names: list[str], place: str, school: Institution) -> float:
    best = max((near(name, other) for name in names if name for other in all_names(school)), default=0.0)
    apart = bool(place and school.place) and near(place, school.place) < ALIKE_INSTITUTION
    return best * 0.5 if apart else best


def role_counts(institution: Institution) -> dict[str, int]:
    """Verified people by role: all that strangers learn."""
    return dict(Counter(verified_staff(institution).values_list("role", flat=True)))


def sees_names(user: Any, institution: Institution) -> bool:
    """Own verified colleagues, and verified staff of a partner that this institution works with."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    if institution.pk in own:
        return True
    return bool(own) and (
        Party.objects.filter(institution=institution, until=None, partnership__parties__institution__in=own).exists()
    )


def trail_of(institution: Institution, *, whole: bool) -> QuerySet[Deed]:
    """Its audit log: the deeds of TRAIL where `whole`, else only the decisions (PUBLIC_TRAIL), as strangers see it."""
    rows = deeds_of(institution).filter(deed__in=TRAIL if whole else PUBLIC_TRAIL)
    return rows.select_related("by").prefetch_related("concerns")
