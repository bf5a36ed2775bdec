"""Consistency check of sequence numbers: heads of rooms, forum topics and notice boxes against their last rows."""

from collections.abc import Iterator

from django.db.models import F, Max
from django.db.models.functions import Coalesce

from community.models import NoticeBox, Room, Topic
from community.models.notices import Notice


def heads_that_disagree() -> Iterator[str]:
    last = Coalesce(Max("events__seq"), 0)
    for code, head, seq in (
        Room.objects.annotate(last=last).exclude(head_seq=F("last")).values_list("code", "head_seq", "last")
    ):
        yield f"room {code} says {head}, its last event is {seq}"
    # A post or a notice may have gone; none may be ahead of its head, or the next one would have its number.
    ahead = Topic.objects.annotate(last=Max("posts__seq")).filter(last__gt=F("head_seq"))
    yield from (f"topic {code} is behind its last post" for code in ahead.values_list("code", flat=True))
    heads = dict(NoticeBox.objects.values_list("user_id", "head_seq"))
    for user, seq in Notice.objects.order_by().values_list("user_id").annotate(last=Max("seq")):
        if seq > heads.get(user, 0):
            yield f"the notices of person {user} are ahead of their box"
