"""Numbers of posts: taken from the row of their topic, which is locked until the commit, so there are no gaps."""

from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Topic
from core.errors import Conflict

ADVANCE = """
UPDATE community_topic SET head_seq = head_seq + 1, last_at = %s, last_by_id = %s
WHERE id = %s AND merged_into_id IS NULL AND (locked_at IS NULL OR %s = 1) RETURNING head_seq
"""


def present(topic: Topic) -> Topic:
    """Where its posts are now, with its board and room as they are now."""
    found = Topic.objects.select_related("board__room").get(pk=topic.pk)
    return found if found.merged_into_id is None else present(Topic(pk=found.merged_into_id))


def advance(topic: Topic, *, by: Any, although_locked: bool = False) -> int:
    """The next number. Holds the topic's row until the commit."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [now, by.pk if by else None, topic.pk, int(although_locked)])
        row = cursor.fetchone()
    if row is None and Topic.objects.filter(pk=topic.pk).exclude(merged_into=None).exists():
        raise MergedAway
    if row is None:
        raise Conflict(_("This topic was locked while you were writing. Your text is kept as a draft."))
    topic.head_seq = row[0]
    return topic.head_seq


class MergedAway(Conflict):
    """The topic was merged between the question and the answer."""
