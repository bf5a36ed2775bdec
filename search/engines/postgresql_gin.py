"""PostgreSQL: candidates by GIN over a tsvector of our tokens, BM25 from the table of statistics.

PostgreSQL has no document frequencies, and ts_rank uses none; so each entry stores the weight of each of its tokens,
and search_searchword says how rare a token is. The formula is that of FTS5's bm25(): k1 = 1.2, b = 0.75.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import connection

from search.analysis import Question, Word
from search.engines import Scope
from search.engines.document_frequencies import rarities
from search.engines.entry_preparation import KINDS, weights_of
from search.engines.sqlite_fts5 import ROW, audience_clause, filters_of
from search.models import SearchEntry

LOCK: Final = 0x6B6F7075  # one writer of the index at a time
CREATE: Final = ("CREATE INDEX IF NOT EXISTS search_vector ON search_searchentry USING gin (vector)",)
DROP: Final = ("DROP INDEX IF EXISTS search_vector",)
WRITE: Final = """
UPDATE search_searchentry SET weights = data.weights::jsonb, vector = array_to_tsvector(data.tokens)
FROM (VALUES {rows}) AS data(id, weights, tokens) WHERE search_searchentry.id = data.id
"""
# `e.id + 0` keeps the planner from walking the primary key backwards until enough rows match.
FIND: Final = """
WITH found AS (
  SELECT {row}, e."size", e."weights" FROM search_searchentry e
  WHERE e."vector" @@ %s::tsquery AND ({who}) ORDER BY e."id" + 0 DESC LIMIT %s
)
SELECT "id", "shelf", "code", "group", "language", "facets", (
  SELECT coalesce(sum(asked.idf * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * found."size" / %s))), 0)
  FROM unnest(%s::text[], %s::float8[]) AS asked(token, idf),
  LATERAL (SELECT (found."weights" ->> asked.token)::float8 AS counts) AS here WHERE counts IS NOT NULL
) FROM found ORDER BY "id" DESC
"""

_ANYWHERE: Final = {kind: kind for kind in KINDS}
_TITLE: Final = {"w": "t", "s": "u", "k": "v"}  # the same tokens once more where they stand in a title


class Gin:
    def lock(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def write(self, entries: Sequence[SearchEntry]) -> None:
        params: list[Any] = []
        for entry in entries:
            weights = weights_of(entry)
            title = {_TITLE[k] + t for k, field in KINDS.items() for t in getattr(entry, f"title_{field}").split()}
            params += [entry.pk, json.dumps(weights), sorted({*weights, *title, *_marked(entry.filters.split())})]
        if params:
            rows = ", ".join(["(%s::bigint, %s, %s::text[])"] * len(entries))
            with connection.cursor() as cursor:
                cursor.execute(WRITE.format(rows=rows), params)

    def find(self, question: Question, scope: Scope, *, every: bool, limit: int) -> list[tuple[Any, ...]]:
        words = (" & " if every else " | ").join(_alternatives(word) for word in question.words)
        return self._match(question, _and(f"({words})", scope), scope, limit)

    def begins(self, question: Question, scope: Scope, *, limit: int) -> list[tuple[Any, ...]]:
        *whole, last = question.words
        begun = " | ".join(f"{_quoted(_TITLE[kind] + token)}:*" for kind, token in last.terms if kind != "s")
        words = [_alternatives(word, _TITLE) for word in whole]
        return self._match(question, _and(" & ".join([*words, f"({begun})"]), scope), scope, limit)

    def tidy(self) -> None:
        """Nothing to do: the GIN index follows each row."""

    def faults(self) -> list[str]:
        lost = SearchEntry.objects.filter(vector=None).count()
        return [f"PostgreSQL: {lost} entries without tokens"] if lost else []

    def _match(self, question: Question, tokens: str, scope: Scope, limit: int) -> list[tuple[Any, ...]]:
        idf, mean = rarities(term for word in question.words for term in word.terms)
        who, params = audience_clause(scope)
        asked = [term.kind + term.token for word in question.words for term in word.terms]
        with connection.cursor() as cursor:
            cursor.execute(
                FIND.format(row=ROW, who=who),
                [tokens, *params, limit, mean, asked, [idf[token] for token in asked]],
            )
            return [(*row[:5], _loaded(row[5]), row[6]) for row in cursor.fetchall()]


def _loaded(facets: Any) -> Any:
    return json.loads(facets) if isinstance(facets, str) else facets


def _marked(filters: Sequence[str]) -> list[str]:
    return [f"f{token}" for token in filters]


def _and(words: str, scope: Scope) -> str:
    filters = (f"({' | '.join(_quoted(token) for token in _marked(tokens))})" for tokens in filters_of(scope))
    return " & ".join([*filters, words])


def _alternatives(word: Word, letters: Mapping[str, str] = _ANYWHERE) -> str:
    return f"({' | '.join(_quoted(letters[kind] + token) for kind, token in word.terms)})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
