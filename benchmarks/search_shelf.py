"""The shelf of the search benchmarks: documents by code, seen by everybody, so that only the search is measured."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from core import findable
from core.findable import Document, Facet, Hit, Shelf
from core.models import Term
from search.actions.duties.indexing import index_codes, rebuild_index

NAME: Final = "things"
SCHEME: Final = "bench-things"
NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)


class Source:
    """What a room's tables are: read by key, never walked through."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        findable._shelves.clear()  # noqa: SLF001 - the shelves of the rooms would be measured as well
        self.shelf = Shelf(
            name=NAME,
            label="Things",
            order=10,
            documents=self._documents,
            teaches=True,
            visible_to=lambda _user: Term.objects.filter(scheme=SCHEME),
            hits=self._hits,
            facets=(
                Facet(name="country", label="Country", labels=lambda values: {v: v for v in values}),
                Facet(name="kind", label="Kind", labels=lambda values: {v: v for v in values}),
            ),
        )
        findable.add_shelf(self.shelf)

    def lay(self, documents: Iterable[Document]) -> None:
        self.documents = {one.code: one for one in documents}
        Term.objects.filter(scheme=SCHEME).delete()
        Term.objects.bulk_create([Term(scheme=SCHEME, code=code) for code in self.documents], 1000)
        rebuild_index(say=lambda _line: None)

    def put(self, one: Document) -> None:
        self.documents[one.code] = one
        index_codes(shelf=self.shelf, codes={one.code})

    def _documents(self, codes: Collection[str] | None) -> Iterator[Document]:
        wanted = self.documents if codes is None else [code for code in codes if code in self.documents]
        return (self.documents[code] for code in sorted(wanted))

    def _hits(self, codes: Collection[str], _user: Any) -> dict[str, Hit]:
        found = (self.documents[code] for code in codes)
        return {
            one.code: Hit(title=one.title, lang=one.language, url=f"/things/{one.code}/", meta="a thing")
            for one in found
        }


def document(code: str, language: str, title: str, body: str, **facets: tuple[str, ...]) -> Document:
    return Document(shelf=NAME, code=code, language=language, title=title, body=body, facets=facets, changed_at=NOW)
