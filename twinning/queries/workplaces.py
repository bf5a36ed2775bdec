"""The twin spaces of a person with the words that were said last in each."""

from dataclasses import dataclass
from typing import Any

from community.models import Message
from community.queries.last_words import latest_talk_first, messages_seen
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
    seats = with_unread(user).filter(room__twin_space__partnership__ended_at=None).exclude(room__twin_space=None)
    ordered = latest_talk_first(seats)
    rows = list(ordered.values("room__twin_space__partnership", "unread", "last")[:most])
    if not rows:
        return []
    found = Partnership.objects.select_related("space__room").prefetch_related("parties__institution__names")
    partnerships = found.in_bulk([row["room__twin_space__partnership"] for row in rows])
    words = messages_seen(user, [row["last"] for row in rows])
    return [
        SpaceWithTalk(
            partnership := partnerships[row["room__twin_space__partnership"]],
            [side.party.institution for side in sides_for(user, partnership) if not side.ours],
            row["unread"],
            words.get(row["last"]),
        )
        for row in rows
    ]
