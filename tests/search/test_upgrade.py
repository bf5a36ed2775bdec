"""What was indexed before the texts had a table of their own answers at once, and is read anew afterwards."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import findable
from search.actions.duties.indexing import is_stale, read_anew
from search.analysis import read_question
from search.models import SearchEntry, SearchWord
from search.queries.search_results import find
from tests.search.shelf import NOW, Things

OLD, NEW = [("search", "0002_tokens")], [("search", "0004_elastic_changes")]


def found(text: str) -> list[str]:
    return [g.name for g in find(read_question(text), user=AnonymousUser(), language="ky", facets={}).groups]


@pytest.mark.django_db(transaction=True)
def test_an_older_index_answers_and_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "_shelves", {})
    things = Things()
    findable.add_shelf(things.shelf())
    things.put("a", "Көпүрөлөр", "Айылдагы көпүрөлөр жөнүндө")
    MigrationExecutor(connection).migrate(NEW)
    SearchEntry.objects.all().delete()
    executor = MigrationExecutor(connection)
    before = executor.loader.project_state(OLD).apps.get_model("search", "SearchEntry")
    executor.migrate(OLD)
    before.objects.create(
        shelf="things", code="a", language="ky", group="a", audience="public", title="Көпүрөлөр", body="",
        title_surface="көпүрөлөр", title_stem="көпүр", title_key="kopur", body_surface="", body_stem="", body_key="",
        filters="xshelf07468696e6773", facets={}, size=4, digest="old", changed_at=NOW,
    )  # fmt: skip
    SearchWord.objects.create(kind="w", word="көпүрөлөр", folded="kopurolor", entries=1, public=1)
    MigrationExecutor(connection).migrate(NEW)
    if connection.vendor == "sqlite":
        assert found("көпүрөлөр") == ["a"]
    assert is_stale()
    assert (read_anew(), is_stale(), found("көпүрөнүн")) == (0, False, ["a"])
