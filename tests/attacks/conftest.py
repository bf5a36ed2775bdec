"""For attacks: a live server on a copy of the demo, and HTTP clients that attack it. Counts and outcomes are asserted,
never milliseconds (those stand in `make bench-attacks`)."""

import pytest

from tests.attacks.hands import Hand, session_of
from tests.server import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file stays in one process, so that its attacks share a server."""
    for item in items:
        if "attacks" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group(f"attacks-{item.path.stem}"))


@pytest.fixture(scope="module")
def site(shared: Server) -> Server:
    """One running server for the attacks of one file. Who kills it or plants first takes `unstarted`."""
    return shared


@pytest.fixture
def visitor(site: Server) -> Hand:
    """Somebody who is not signed in."""
    return Hand(site)


@pytest.fixture
def teacher(site: Server) -> Hand:
    """A verified teacher of the demo who means harm."""
    return Hand(site, session_of(site, "teacher@example.org"))
