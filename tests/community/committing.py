"""For tests whose writes must be committed: other threads and sockets read them."""

from typing import Any

import pytest
from asgiref.sync import SyncToAsync
from django.db import connection, connections

committing = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("planted_again"),
    pytest.mark.xdist_group("committing"),
]


@pytest.fixture
def planted_again(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Such a test ends with empty tables; the next one finds the terms of the migrations again."""
    yield
    # The thread that reads sessions for sockets keeps its connection as long as channels' own test tools run.
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
