"""Who blocked whom."""

from typing import Any

from django.db.models import Q, QuerySet

from community.models import Block


def blocked_codes(user: Any) -> frozenset[str]:
    """The codes of those whom the person blocked."""
    return frozenset(Block.objects.filter(by=user).values_list("blocked__code", flat=True))


def stand_apart(one: Any, other: Any) -> bool:
    """Whether one of the two blocked the other: then neither writes to the other."""
    return Block.objects.filter(Q(by=one, blocked=other) | Q(by=other, blocked=one)).exists()


def blocks_of(user: Any) -> QuerySet[Block]:
    return Block.objects.filter(by=user).select_related("blocked").order_by("-at")
