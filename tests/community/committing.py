"""For tests whose writes must be committed: other threads and sockets read them."""

from collections.abc import Iterator

import pytest
from asgiref.sync import SyncToAsync
from django.db import connections

committing = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("lines_closed"),
    pytest.mark.xdist_group("committing"),
]


@pytest.fixture
def lines_closed(db: None) -> Iterator[None]:
    """The thread that reads sessions for sockets keeps its connection as long as channels' own test tools run."""
    yield
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()
