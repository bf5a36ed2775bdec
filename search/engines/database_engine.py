"""The engine inside the database: FTS5 on SQLite, GIN and statistics on PostgreSQL. Same tokens, same scores."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db import connection, transaction

from core.findable import Document
from search.analysis import VERSION, Question
from search.engines import Candidate, Candidates, Scope
from search.engines import document_frequencies as words
from search.engines.entry_preparation import WIDTH, digest_of, prepared
from search.engines.postgresql_gin import Gin
from search.engines.sqlite_fts5 import Fts5
from search.models import SearchEntry, SearchTotal

MOST: Final = 2000  # entries that are scored and counted for one question
BATCH: Final = 100


class DatabaseEngine:
    def __init__(self) -> None:
        self.tables: Fts5 | Gin = Gin() if connection.vendor == "postgresql" else Fts5()

    def index(self, shelf: str, codes: Collection[str], documents: Sequence[Document], *, anew: bool = False) -> int:
        with transaction.atomic():
            self.tables.lock()
            wanted = {(one.code, one.language): one for one in documents}
            old = SearchEntry.objects.filter(shelf=shelf, code__in=codes)
            here = {(code, language): (pk, mark) for pk, code, language, mark in old.values_list(*_MARKS)}
            stay = {which for which, (_pk, mark) in here.items() if not anew and mark == _mark(wanted.get(which))}
            gone = [pk for which, (pk, _mark_) in here.items() if which not in stay]
            fresh = [prepared(one) for which, one in wanted.items() if which not in stay]
            self._remove(gone)
            self._add(fresh)
            return max(len(gone), len(fresh))

    def find(self, question: Question, scope: Scope, *, every: bool) -> Candidates:
        return self._bounded(scope, lambda narrow, limit: self.tables.find(question, narrow, every=every, limit=limit))

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        return Candidates(_candidates(self.tables.begins(question, scope, limit=MOST // 4)))

    def did_you_mean(self, question: Question) -> list[str]:
        return [words.nearest(word) for word in question.words]

    def tidy(self) -> None:
        with transaction.atomic():
            self.tables.lock()
            words.count_anew(SearchEntry.objects.order_by("pk").values_list(*_COUNTED).iterator(chunk_size=500))
            self.tables.tidy()

    def faults(self) -> list[str]:
        return [*self.tables.faults(), *words.faults()]

    def _bounded(self, scope: Scope, ask: Any) -> Candidates:
        """At most MOST entries; where more match, the newest MOST of each shelf, so that no shelf displaces another."""
        rows = ask(scope, MOST + 1)
        if len(rows) <= MOST:
            return Candidates(_candidates(rows))
        if len(scope.audiences) > 1:
            each = (Scope({shelf: who}, scope.facets) for shelf, who in scope.audiences.items())
            rows = [row for narrow in each for row in ask(narrow, MOST)]
        return Candidates(_candidates(rows), cut=True)

    def _remove(self, gone: list[int]) -> None:
        for at in range(0, len(gone), BATCH):
            rows = SearchEntry.objects.filter(pk__in=gone[at : at + BATCH])
            words.count(rows.values_list(*_COUNTED), sign=-1)
            rows.delete()

    def _add(self, fresh: list[SearchEntry]) -> None:
        for at in range(0, len(fresh), BATCH):
            made = SearchEntry.objects.bulk_create(fresh[at : at + BATCH])
            self.tables.write(made)
            words.count(((one.audience, one.size, *_columns(one)) for one in made), sign=1)


_MARKS: Final = ("pk", "code", "language", "digest")
_COUNTED: Final = ("audience", "size", *WIDTH)


def _mark(document: Document | None) -> str:
    return digest_of(document) if document else ""


def _columns(entry: SearchEntry) -> Iterable[str]:
    return (getattr(entry, column) for column in WIDTH)


def _candidates(rows: Iterable[tuple[Any, ...]]) -> list[Candidate]:
    return [
        Candidate(pk, shelf, code, group, language, facets, float(f"{score:.9g}"))
        for pk, shelf, code, group, language, facets, score in rows
    ]


def analysed_by() -> int:
    """The VERSION of the analysis with which the index was built; 0 where there is none."""
    return SearchTotal.objects.values_list("version", flat=True).first() or 0


def mark_analysed() -> None:
    words.total()
    SearchTotal.objects.update(version=VERSION)
