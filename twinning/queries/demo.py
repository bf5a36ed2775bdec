"""What the demo may have planted here (core.server.demo_removal)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from twinning.models import Institution, Invitation, Partnership, Proposal, SchoolClass, Wish


def demo_schools() -> Iterator[Any]:
    """Registers and the listed schools that came by them are real, whoever imported them."""
    ours = Q(by__is_demo=True)
    yield Partnership.objects.filter(Q(is_demo=True) | ~Q(parties__institution__is_demo=False)).distinct()
    yield Proposal.objects.filter(ours)
    yield Wish.objects.filter(ours | Q(institution__is_demo=True))
    yield SchoolClass.objects.filter(institution__is_demo=True)
    yield Invitation.objects.filter(ours)
    yield Institution.objects.filter(is_demo=True)
