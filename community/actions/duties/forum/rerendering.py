"""Rendering posts again whose HTML was made by an earlier version of the markup: a task, in batches.

Until then the earlier HTML is shown, which was sanitised too. Each batch is complete by itself, so a killed worker
loses nothing. Mentions are not notified again.
"""

import html
import re
from time import monotonic
from typing import Final

from django.db.models import QuerySet
from django_tasks import task

from community.actions.steps.forum.news import touched
from community.models import Post, Topic
from core.text.markup import VERSION, Names, plain, rendered

BATCH: Final = 200
SECONDS: Final = 50.0  # then housekeeping comes by again; other tasks wait behind this one
_NAMED: Final = re.compile("<b>@([^<]*)</b>")


def make_anew() -> None:
    """Called by housekeeping, which waits for nothing."""
    if stale().exists():
        make_posts_anew.enqueue()


def stale() -> QuerySet[Post]:
    """Posts that still have words, of an earlier markup."""
    return Post.objects.filter(markup__lt=VERSION).exclude(source="")


@task()
def make_posts_anew() -> int:
    """How many were made. Two of these at once do the same to the same posts."""
    end, last, made = monotonic() + SECONDS, 0, 0
    while monotonic() < end:
        batch = list(stale().filter(pk__gt=last).prefetch_related("mentions__user").order_by("pk")[:BATCH])
        if not batch:
            break
        last = batch[-1].pk
        topics = {post.topic_id for post in batch if _make(post)}
        made += len(batch)
        for topic in Topic.objects.filter(pk__in=topics):
            touched(topic)
    return made


def _make(post: Post) -> bool:
    """Whether the search has other words to find. A post that was changed meanwhile has its new HTML already."""
    made = rendered(post.source, _names(post))
    unchanged = Post.objects.filter(pk=post.pk, version=post.version, markup=post.markup).exclude(source="")
    return bool(unchanged.update(html=made, markup=VERSION)) and plain(made) != plain(post.html)


def _names(post: Post) -> Names:
    """Those who stand out now stand out then, whatever they are called since; beside them who is kept as named."""
    before = {f"@{name}": [html.unescape(name)] for name in _NAMED.findall(post.html)}
    people = [mention.user for mention in post.mentions.all()]
    return Names({**before, **{user.code: [user.name, user.latin_name] for user in people}})
