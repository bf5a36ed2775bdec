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


@task()
def tell_elasticsearch() -> None:
    """What it has not heard while it was silent; idempotent."""
    from search.engines.elastic_engine import keep_up  # noqa: PLC0415 - a large library, for those who use it

    keep_up()


def tell_elasticsearch_soon() -> None:
    """Called by housekeeping where a cluster is named."""
    enqueue_once(tell_elasticsearch)


def index_anew_soon() -> None:
    """Called by housekeeping until all is read anew."""
    if is_stale():
        enqueue_once(index_anew)
