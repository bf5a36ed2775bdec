from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from core import findable
from search.actions.duties.indexing import rebuild_index
from search.engines import elastic_index
from search.engines.elastic_line import LINE
from tests.search.shelf import Things


@pytest.fixture(autouse=True)
def _other_index(request: pytest.FixtureRequest) -> Iterator[None]:
    """Elasticsearch takes nothing back at the end of a test, as the database does. Where it is silent, the database
    would pass the test in its place."""
    if not settings.ELASTICSEARCH_URL:
        yield
        return
    for name in elastic_index.standing():
        elastic_index.drop(name)
    elastic_index.forget_ready()
    LINE.held()
    yield
    assert LINE.is_whole or not elastic_index.standing()


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
