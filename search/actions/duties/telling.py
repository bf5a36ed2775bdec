"""Tells people of what is new for their saved searches. Called by a task, so no permission is asked."""

from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from community.actions.steps.notices import notify
from search.models import SavedSearch
from search.queries.saved_searches import news


def tell_of_news() -> int:
    """One look over what was indexed since the last, for all saved searches. Return how many notices it gave."""
    now = timezone.now()
    told = 0
    for saved, number, newest in list(news(now=now)):
        with transaction.atomic():
            notify(
                user=saved.user,
                key="search.found",
                dedupe=f"search:{saved.code}:{newest.isoformat()}",
                params={"title": saved.title, "n": number},
                url=f"{reverse('search:search')}?{urlencode([*saved.pairs, ('sort', 'newest')])}",
            )
            SavedSearch.objects.filter(pk=saved.pk).update(told_until=newest)
            told += 1
    SavedSearch.objects.filter(tell=True, looked_at__lt=now).update(looked_at=now)
    return told
