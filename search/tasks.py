"""Background task that brings the index up to date."""

from typing import Final

from django_tasks import task

from core.server.queued_tasks import enqueue_once
from search.actions.duties.indexing import index_waiting, is_stale, read_anew

AT_ONCE: Final = 10_000  # entries


@task()
def index_changes() -> None:
    """Idempotent: a change that was indexed has no row any more."""
    while index_waiting():
        pass


def index_soon() -> None:
    """Call after a commit."""
    enqueue_once(index_changes)


@task()
def index_anew() -> None:
    """A part of what another analysis has indexed: other tasks wait behind this one."""
    read_anew(limit=AT_ONCE)


def index_anew_soon() -> None:
    """Called by housekeeping until all is read anew."""
    if is_stale():
        enqueue_once(index_anew)
