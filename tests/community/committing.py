"""For tests whose writes must be committed: other threads and sockets read them."""

from typing import Any

import pytest
from django.db import connection

committing = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("planted_again"),
    pytest.mark.xdist_group("committing"),
]


@pytest.fixture
def planted_again(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Such a test ends with empty tables; the next one finds the terms of the migrations again."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
