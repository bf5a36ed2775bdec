"""What the demo may have planted here (core.server.demo_removal)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from wagtail.models import Page, Revision

from library.models import Adoption, ArticlePage, GuidelinePage, Practice


def demo_practices() -> Iterator[Any]:
    yield Adoption.objects.filter(by__is_demo=True)
    yield Practice.objects.filter(Q(is_demo=True) | Q(owner__is_demo=True))


def demo_pages() -> Iterator[Any]:
    """Of articles and guidelines those whose texts are all of the demo; pages of migrations stay."""
    written = Revision.objects.filter(base_content_type__model="page", user__is_demo=True)
    ours = Page.objects.filter(pk__in=[int(key) for key in written.values_list("object_id", flat=True)])
    for kind in (ArticlePage, GuidelinePage):
        yield kind.objects.filter(pk__in=ours)
