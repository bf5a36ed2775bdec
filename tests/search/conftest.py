from collections.abc import Callable, Iterator

import pytest

from core import findable
from search.actions.duties.indexing import rebuild_index
from tests.search.shelf import Things


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Things]:
    """The only shelf."""
    monkeypatch.setattr(findable, "_shelves", {})
    lying = Things()
    findable.add_shelf(lying.shelf())
    return lying


@pytest.fixture
def indexed() -> Callable[[], int]:
    return lambda: rebuild_index(say=lambda _line: None)
