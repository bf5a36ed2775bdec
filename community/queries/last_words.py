"""What was said last in each room of a person, as this person sees it."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from community.models import Message
from community.queries.blocks import blocked_codes


def latest_talk_first(seats: QuerySet[Any]) -> QuerySet[Any]:
    """Memberships with `last`, the key of the newest message that this person sees there, if any; where nobody has
    spoken yet, the day of joining counts."""
    seen = Message.objects.filter(room=OuterRef("room"), deleted_at=None, seq__gt=OuterRef("visible_from_seq"))
    newest = seen.order_by("-seq")
    last, talked = Subquery(newest.values("pk")[:1]), Subquery(newest.values("created_at")[:1])
    found: QuerySet[Any] = seats.annotate(last=last, talked=Coalesce(talked, F("joined_at")))
    return found.order_by("-talked", "-pk")


def messages_seen(user: Any, keys: Collection[int | None]) -> dict[int, Message]:
    """By their keys, without those of people whom the person blocked. Two queries, none without a key."""
    known = [key for key in keys if key]
    if not known:
        return {}
    blocked = blocked_codes(user)
    found = Message.objects.select_related("author").in_bulk(known)
    return {key: one for key, one in found.items() if not (one.author and one.author.code in blocked)}
