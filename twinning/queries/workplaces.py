"""The twin spaces of a person with the words that were said last in each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.models import Message
from community.queries.blocks import blocked_codes
from community.queries.rooms import with_unread
from twinning.models import Institution, Partnership
from twinning.queries.partnerships import sides_for


@dataclass(frozen=True, slots=True)
class SpaceWithTalk:
    """`last` is the newest message that this person sees; none where nothing was said, or by somebody they blocked."""

    partnership: Partnership
    partners: list[Institution]
    unread: int
    last: Message | None


def spaces_with_last_words(user: Any, most: int) -> list[SpaceWithTalk]:
    """Those that go on, the latest talk first. Six queries, two where there is none."""
    seen = Message.objects.filter(room=OuterRef("room"), deleted_at=None, seq__gt=OuterRef("visible_from_seq"))
    newest = seen.order_by("-seq")
    seats = with_unread(user).filter(room__twin_space__partnership__ended_at=None).exclude(room__twin_space=None)
    last, talked = Subquery(newest.values("pk")[:1]), Subquery(newest.values("created_at")[:1])
    ordered = seats.annotate(last=last, talked=Coalesce(talked, F("joined_at"))).order_by("-talked", "-pk")
    rows = list(ordered.values("room__twin_space__partnership", "unread", "last")[:most])
    if not rows:
        return []
    blocked = blocked_codes(user)
    found = Partnership.objects.select_related("space__room").prefetch_related("parties__institution__names")
    partnerships = found.in_bulk([row["room__twin_space__partnership"] for row in rows])
    words = Message.objects.select_related("author").in_bulk([row["last"] for row in rows if row["last"]])
    return [
        SpaceWithTalk(
            partnership := partnerships[row["room__twin_space__partnership"]],
            [side.party.institution for side in sides_for(user, partnership) if not side.ours],
            row["unread"],
            _unblocked(words.get(row["last"]), blocked),
        )
        for row in rows
    ]


def _unblocked(message: Message | None, blocked: frozenset[str]) -> Message | None:
    if message is None or (message.author and message.author.code in blocked):
        return None
    return message
