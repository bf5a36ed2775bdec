"""Connects Wagtail's signals of publishing: whoever publishes a practice or takes it down goes through them."""

from wagtail.signals import published, unpublished

from library.actions.duties.wagtail_publishing import follow_publishing
from library.models import Practice


def offer() -> None:
    for signal in (published, unpublished):
        signal.connect(follow_publishing, sender=Practice, dispatch_uid="library.lists")
