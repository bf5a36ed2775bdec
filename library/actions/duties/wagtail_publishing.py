"""Updates the library's lists and the search when Wagtail publishes or unpublishes a practice."""

from typing import Any

from library.actions.steps.list_changes import lists_changed
from library.models import Practice


def follow_publishing(instance: Practice, **_rest: Any) -> None:
    """A receiver of `published` and `unpublished`."""
    lists_changed(instance)
