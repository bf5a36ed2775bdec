"""PostgreSQL: candidates by GIN over a tsvector of our tokens, BM25 from the table of statistics.

PostgreSQL has no document frequencies, and ts_rank uses none; so each entry stores the weight of each of its tokens,
and search_searchword says how rare a token is. The formula is that of FTS5's bm25(). Scoring all that match would take
seconds for common words, so where many match they are cut first, by strength and never by age (see `_strongest`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from django.db import connection, transaction

from search.analysis import Question, Word
from search.engines import Scope
from search.engines.asking import Ask
from search.engines.document_frequencies import rarities
from search.engines.entry_preparation import Prepared, weights_of
from search.engines.scoring import FIELDS
from search.engines.sqlite_fts5 import Matches, Scored, audience_clause, filters_of
from search.models import SearchEntry, SearchText

LOCK: Final = 0x6B6F7075  # one writer of the index at a time
MOST_SCORED: Final = 1000
LONGEST_WAIT: Final = 3000  # milliseconds
CREATE: Final = (
    "CREATE INDEX IF NOT EXISTS search_vector ON search_searchentry USING gin (vector) WITH (fastupdate = off)",
    # What is long lies apart, so that thousands of rows can be looked through.
    "ALTER TABLE search_searchentry SET (toast_tuple_target = 128)",
    "ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL",
)
DROP: Final = ("DROP INDEX IF EXISTS search_vector",)
WRITE: Final = """
UPDATE search_searchentry SET weights = data.weights::jsonb, vector = array_to_tsvector(data.tokens)
FROM (VALUES {rows}) AS data(id, weights, tokens) WHERE search_searchentry.id = data.id
"""
FIND: Final = 'SELECT e."id" FROM search_searchentry e WHERE e."vector" @@ %s::tsquery AND ({who}){more}'
PHRASE: Final = """ AND EXISTS (
  SELECT 1 FROM search_searchtext t WHERE t.entry_id = e.id
  AND (' ' || t.title_surface || ' ' LIKE %s OR ' ' || t.body_surface || ' ' LIKE %s))"""
# `|| '{}'` reads the weights of an entry once, not once a token.
SCORE: Final = """
WITH found AS MATERIALIZED (
  SELECT "id", "size", "weights" || '{}'::jsonb AS "weights" FROM search_searchentry WHERE "id" = ANY(%s)
)
SELECT "id", (
  SELECT coalesce(sum(asked.idf * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * found."size" / %s))), 0)
  FROM unnest(%s::text[], %s::float8[]) AS asked(token, idf),
  LATERAL (SELECT (found."weights" ->> asked.token)::float8 AS counts) AS here WHERE counts IS NOT NULL
) FROM found ORDER BY 2 DESC, 1 LIMIT %s
"""
_ANYWHERE: Final = {kind: kind for kind in FIELDS}
_TITLE: Final = {"w": "t", "s": "u", "k": "v", "x": "y"}  # the same tokens once more where they stand in a title


class Gin:
    counted: Final = frozenset(FIELDS)

    def lock(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def write(self, made: Sequence[Prepared]) -> None:
        params: list[Any] = []
        for entry, text in made:
            weights = weights_of(text)
            titles = ((_TITLE[kind], f"title_{FIELDS[kind]}") for kind in _TITLE)
            title = {letter + token for letter, column in titles for token in getattr(text, column).split()}
            filters = {f"f{token}" for token in text.filters.split()}
            params += [entry.pk, json.dumps(weights), sorted({*weights, *title, *filters})]
        if params:
            rows = ", ".join(["(%s::bigint, %s, %s::text[])"] * len(made))
            with connection.cursor() as cursor:
                cursor.execute(WRITE.format(rows=rows), params)
        SearchText.objects.bulk_create([_surfaces(one.text) for one in made])

    def match(self, ask: Ask, scope: Scope, *, most: int, scored: int) -> Matches:
        """As that of SQLite; where more than MOST_SCORED match, only the strongest are scored."""
        with _bounded():
            every = self._ids(ask, scope, most + 1)
            strongest = every if len(every) <= MOST_SCORED else self._strongest(ask, scope)
            best = self._scored(ask, strongest, scored)
        return Matches(best, every if len(every) <= most else None)

    def begins(self, question: Question, scope: Scope, *, most: int) -> list[int]:
        *whole, last = question.words
        begun = " | ".join(f"{_quoted(_TITLE[kind] + token)}:*" for kind, token in last.terms if kind in "wk")
        tokens = " & ".join([*_filters(scope), *(_alternatives(word, _TITLE) for word in whole), f"({begun})"])
        who, params = audience_clause(scope)
        sql = FIND.format(who=who, more=' ORDER BY e."title_size", e."id" + 0 LIMIT %s')
        with _bounded(), connection.cursor() as cursor:
            cursor.execute(sql, [tokens, *params, most])
            return [key for (key,) in cursor.fetchall()]

    def stands(self, words: Sequence[Word], scope: Scope) -> list[bool]:
        with _bounded():
            return [bool(self._ids(Ask((word,)), scope, 1)) for word in words]

    def make_anew(self) -> None:
        """Nothing to do: the GIN index follows each row."""

    def optimise(self) -> None:
        """Nothing to do: PostgreSQL sweeps by itself."""

    def faults(self) -> list[str]:
        lost = SearchEntry.objects.filter(vector=None).count()
        return [f"PostgreSQL: {lost} entries without tokens"] if lost else []

    def _strongest(self, ask: Ask, scope: Scope) -> list[int]:
        """All words in titles; then all as typed; then all. Of any words the rarest first. The shorter entry first."""
        found: dict[int, None] = {}
        for step, letters in _steps(ask):
            left = MOST_SCORED - len(found)
            if left <= 0:
                break
            found.update(dict.fromkeys(self._ids(step, scope, MOST_SCORED, shortest=True, letters=letters)))
        return list(found)[:MOST_SCORED]

    def _ids(
        self, ask: Ask, scope: Scope, most: int, *, shortest: bool = False, letters: Mapping[str, str] | None = None
    ) -> list[int]:
        who, params = audience_clause(scope)
        phrases = [f"% {' '.join(word.surface for word in phrase)} %" for phrase in ask.phrases]
        more = PHRASE * len(phrases) + (' ORDER BY e."size", e."id" + 0' if shortest else "") + " LIMIT %s"
        values: list[str | int] = [
            _matching(ask, scope, letters or _ANYWHERE),
            *params,
            *(p for p in phrases for _twice in (0, 1)),
            most,
        ]
        with connection.cursor() as cursor:
            cursor.execute(FIND.format(who=who, more=more), values)
            return [key for (key,) in cursor.fetchall()]

    def _scored(self, ask: Ask, keys: Sequence[int], most: int) -> list[Scored]:
        if not keys:
            return []
        idf, mean = rarities(term for word in ask.words for term in word.terms)
        asked = [term.kind + term.token for word in ask.words for term in word.terms]
        with connection.cursor() as cursor:
            cursor.execute(SCORE, [list(keys), mean, asked, [idf[token] for token in asked], most])
            return [(key, float(score)) for key, score in cursor.fetchall()]


def _steps(ask: Ask) -> Iterable[tuple[Ask, Mapping[str, str]]]:
    if not ask.every:
        yield from ((replace(ask, words=(word,), every=True), _ANYWHERE) for word in ask.words)
        return
    yield ask, _TITLE
    typed = (*ask.words, *ask.also)
    yield replace(ask, words=tuple(map(_as_typed, typed)), also=()), _ANYWHERE
    yield ask, _ANYWHERE


def _as_typed(word: Word) -> Word:
    return word._replace(terms=tuple(term for term in word.terms if term.kind == "w") or word.terms)


@contextmanager
def _bounded() -> Any:
    """By the index alone, never through the whole table, and not without an end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = {LONGEST_WAIT}")
        yield


def _surfaces(text: SearchText) -> SearchText:
    return SearchText(
        entry=text.entry,
        title=text.title,
        body=text.body,
        title_surface=text.title_surface,
        body_surface=text.body_surface,
    )


def _filters(scope: Scope) -> list[str]:
    return [f"({' | '.join(_quoted('f' + token) for token in tokens)})" for tokens in filters_of(scope)]


def _matching(ask: Ask, scope: Scope, letters: Mapping[str, str]) -> str:
    words = (" & " if ask.every else " | ").join(_alternatives(word, letters) for word in ask.words)
    also = [_alternatives(word, letters) for word in ask.also]
    phrases = [_alternatives(_as_typed(word)) for phrase in ask.phrases for word in phrase]
    without = [f"!{_alternatives(word)}" for word in ask.without]
    return " & ".join([*_filters(scope), f"({words})", *also, *phrases, *without])


def _alternatives(word: Word, letters: Mapping[str, str] = _ANYWHERE) -> str:
    return f"({' | '.join(_quoted(letters[kind] + token) for kind, token in word.terms if kind in letters)})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
