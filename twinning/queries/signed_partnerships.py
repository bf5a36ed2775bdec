"""Pairs of institutions under an agreement that all parties have signed, and the figures of the home page."""

from dataclasses import dataclass
from datetime import datetime

from twinning.models import Agreement, Institution, Partnership, State, Wish
from twinning.queries.visibility import institutions_in_directory, is_in_directory

HOME = "KG"


@dataclass(frozen=True, slots=True)
class SignedPair:
    """Two institutions under a signed agreement; `ours` is the one at home, or the first where none or both are."""

    ours: Institution
    theirs: Institution
    since: datetime


def signed_pairs(limit: int) -> list[SignedPair]:
    """The newest first, each pair of institutions once; of institutions that everybody may see. Three queries."""
    rows = (
        Agreement.objects.exclude(in_force_at=None)
        .exclude(partnership__state=Partnership.State.ENDED)
        .order_by("-in_force_at")
        .prefetch_related("partnership__parties__institution")[: limit * 3]
    )
    pairs: dict[frozenset[int], SignedPair] = {}
    for agreement in rows:
        schools = [party.institution for party in agreement.partnership.parties.all() if party.until is None]
        if not all(is_in_directory(school) for school in schools):
            continue
        schools.sort(key=lambda school: school.country != HOME)
        if len(schools) > 1 and agreement.in_force_at:
            ours, theirs = schools[:2]
            key = frozenset({ours.pk, theirs.pk})
            pairs.setdefault(key, SignedPair(ours, theirs, agreement.in_force_at))
    return list(pairs.values())[:limit]


def counts() -> dict[str, int]:
    """What the home page tells, each number counted. Four queries."""
    verified = institutions_in_directory().filter(state=State.VERIFIED)
    signed = Partnership.objects.exclude(state=Partnership.State.ENDED).exclude(agreements__in_force_at=None)
    return {
        "verified": verified.count(),
        "countries": verified.values("country").distinct().count(),
        "twinned": signed.distinct().count(),
        "wishes": Wish.objects.filter(state=Wish.State.OPEN, institution__state=State.VERIFIED).count(),
    }
