"""SQLite: tokens are stored in an FTS5 table, which triggers update with the entries; bm25() scores."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import DatabaseError, connection

from search.analysis import Question, Word
from search.engines import Scope
from search.engines.entry_preparation import KINDS, WEIGHTS, WIDTH, filter_token
from search.models import SearchEntry
from search.policy import TITLE_WEIGHT

COLUMNS: Final = (*WIDTH, "filters")
_OF_COLUMNS: Final = ", ".join(str(times * weight) for times in (TITLE_WEIGHT, 1.0) for weight in WEIGHTS.values())
SCORE: Final = f"-bm25(search_tokens, {_OF_COLUMNS}, 0)"
ROW: Final = 'e."id", e."shelf", e."code", e."group", e."language", e."facets"'
NEW, OLD = (", ".join(f'{row}."{column}"' for column in COLUMNS) for row in ("new", "old"))
NAMES: Final = ", ".join(f'"{column}"' for column in COLUMNS)
INSERT: Final = f'INSERT INTO search_tokens(rowid, {NAMES}) VALUES (new."id", {NEW});'  # noqa: S608 - our own names
DELETE: Final = f"INSERT INTO search_tokens(search_tokens, rowid, {NAMES}) VALUES ('delete', old.id, {OLD});"  # noqa: S608 - our own names
# Tokens consist of letters, digits and marks; the tokenizer only splits at spaces.
CREATE: Final = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS search_tokens USING fts5({NAMES}, content='search_searchentry',
    content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'")""",
    f"CREATE TRIGGER IF NOT EXISTS search_tokens_new AFTER INSERT ON search_searchentry BEGIN {INSERT} END",
    f"CREATE TRIGGER IF NOT EXISTS search_tokens_old AFTER DELETE ON search_searchentry BEGIN {DELETE} END",
    f"""CREATE TRIGGER IF NOT EXISTS search_tokens_other AFTER UPDATE ON search_searchentry
    BEGIN {DELETE} {INSERT} END""",
)
DROP: Final = (
    "DROP TRIGGER IF EXISTS search_tokens_new",
    "DROP TRIGGER IF EXISTS search_tokens_old",
    "DROP TRIGGER IF EXISTS search_tokens_other",
    "DROP TABLE IF EXISTS search_tokens",
)


class Fts5:
    def lock(self) -> None:
        """Transactions of SQLite are IMMEDIATE: there is one writer at a time already."""

    def write(self, entries: Sequence[SearchEntry]) -> None:
        """Nothing to do: the triggers write the tokens."""

    def find(self, question: Question, scope: Scope, *, every: bool, limit: int) -> list[tuple[Any, ...]]:
        words = (" AND " if every else " OR ").join(_alternatives(word) for word in question.words)
        return self._match(_and(f"({words})", scope), scope, limit)

    def begins(self, question: Question, scope: Scope, *, limit: int) -> list[tuple[Any, ...]]:
        *whole, last = question.words
        begun = " OR ".join(
            f"{_columns(kind, title_only=True)} : {_phrase(token)} *" for kind, token in last.terms if kind != "s"
        )
        words = [f"({_alternatives(word, title_only=True)})" for word in whole]
        return self._match(_and(" AND ".join([*words, f"({begun})"]), scope), scope, limit)

    def tidy(self) -> None:
        _run("INSERT INTO search_tokens(search_tokens) VALUES ('rebuild')")
        _run("INSERT INTO search_tokens(search_tokens) VALUES ('optimize')")

    def faults(self) -> list[str]:
        try:
            # With rank 1 FTS5 compares the tokens with the content table, not only with its own structure.
            _run("INSERT INTO search_tokens(search_tokens, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            return [f"FTS5: {error}"]
        return []

    def _match(self, match: str, scope: Scope, limit: int) -> list[tuple[Any, ...]]:
        who, params = audience_clause(scope)
        sql = (
            f"SELECT {ROW}, {SCORE} FROM search_tokens JOIN search_searchentry e ON e.id = search_tokens.rowid "  # noqa: S608 - no part comes from a reader
            f"WHERE search_tokens MATCH %s AND ({who}) ORDER BY search_tokens.rowid DESC LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [match, *params, limit])
            return [(*row[:5], json.loads(row[5]), row[6]) for row in cursor.fetchall()]


def audience_clause(scope: Scope) -> tuple[str, list[str]]:
    """The audiences of each shelf as SQL over the entry `e`."""
    clauses, params = [], []
    for shelf, who in scope.audiences.items():
        params.append(shelf)
        if who is None:
            clauses.append('e."shelf" = %s')
        else:
            clauses.append(f'(e."shelf" = %s AND e."audience" IN ({", ".join(["%s"] * len(who)) or "NULL"}))')
            params.extend(sorted(who))
    return " OR ".join(clauses) or "1 = 0", params


def filters_of(scope: Scope) -> list[list[str]]:
    """Tokens of the chosen facets, and of the shelf where there is only one: lists of alternatives, joined by AND."""
    shelves = [filter_token("shelf", shelf) for shelf in scope.audiences]
    chosen = [[filter_token(name, value) for value in values] for name, values in scope.facets.items() if values]
    return [*([shelves] if len(shelves) == 1 else []), *chosen]


def _and(words: str, scope: Scope) -> str:
    filters = (f"({' OR '.join(f'filters : {_phrase(token)}' for token in tokens)})" for tokens in filters_of(scope))
    return " AND ".join([*filters, words])


def _alternatives(word: Word, *, title_only: bool = False) -> str:
    return f"({' OR '.join(_one(kind, token, title_only=title_only) for kind, token in word.terms)})"


def _one(kind: str, token: str, *, title_only: bool) -> str:
    return f"{_columns(kind, title_only=title_only)} : {_phrase(token)}"


def _columns(kind: str, *, title_only: bool) -> str:
    return f"title_{KINDS[kind]}" if title_only else f"{{title_{KINDS[kind]} body_{KINDS[kind]}}}"


def _phrase(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def create(statements: Iterable[str] = CREATE) -> None:
    _run(*statements)
