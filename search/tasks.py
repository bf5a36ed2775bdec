"""Background task that brings the index up to date."""

from django_tasks import task

from core.server.queued_tasks import enqueue_once
from search.actions.duties.indexing import index_waiting


@task()
def index_changes() -> None:
    """Idempotent: a change that was indexed has no row any more."""
    while index_waiting():
        pass


def index_soon() -> None:
    """Call after a commit."""
    enqueue_once(index_changes)
