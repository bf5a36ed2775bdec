"""The lists of the library follow Wagtail's own signals: whoever publishes or takes down goes through it."""

from typing import Any

from library.actions.steps.list_changes import lists_changed
from library.models import Practice


def follow_publishing(instance: Practice, **_rest: Any) -> None:
    """A receiver of `published` and `unpublished`."""
    lists_changed(instance)
