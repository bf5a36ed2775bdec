"""SQLite: tokens are stored in an FTS5 table, which triggers update with the texts; bm25() scores."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from django.db import DatabaseError, connection

from search.analysis import Question, Word
from search.engines import Scope
from search.engines.asking import Ask
from search.engines.entry_preparation import COLUMNS, Prepared, filter_token
from search.engines.scoring import FIELDS, WEIGHTS
from search.models import SearchText

# All tokens; and those of titles once more, for suggestions: an index of beginnings for all would double the size.
TABLES: Final = {"search_tokens": (*COLUMNS, "filters"), "search_titles": ("title_surface", "title_key")}
_MORE: Final = {"search_titles": "prefix='1 2 3', "}
_OF_COLUMNS: Final = ", ".join(str(times * WEIGHTS[kind]) for kind, times in COLUMNS.values())
SCORE: Final = f"-bm25(search_tokens, {_OF_COLUMNS}, 0)"


def _names(table: str, row: str = "") -> str:
    return ", ".join(f'{row}"{column}"' for column in TABLES[table])


def _insert(table: str) -> str:
    return f'INSERT INTO {table}(rowid, {_names(table)}) VALUES (new."entry_id", {_names(table, "new.")});'  # noqa: S608 - our own names


def _delete(table: str) -> str:
    old = _names(table, "old.")
    return f"INSERT INTO {table}({table}, rowid, {_names(table)}) VALUES ('delete', old.\"entry_id\", {old});"  # noqa: S608 - our own names


# Tokens consist of letters, digits and marks; the tokenizer only splits at spaces.
_TOKENIZER: Final = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
_IN, _OUT = (" ".join(map(deed, TABLES)) for deed in (_insert, _delete))
CREATE: Final = (
    *(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({_names(table)}, content='search_searchtext', "
        f"content_rowid='entry_id', {_MORE.get(table, '')}tokenize=\"{_TOKENIZER}\")"
        for table in TABLES
    ),
    f"CREATE TRIGGER IF NOT EXISTS search_tokens_new AFTER INSERT ON search_searchtext BEGIN {_IN} END",
    f"CREATE TRIGGER IF NOT EXISTS search_tokens_old AFTER DELETE ON search_searchtext BEGIN {_OUT} END",
    f"CREATE TRIGGER IF NOT EXISTS search_tokens_other AFTER UPDATE ON search_searchtext BEGIN {_OUT} {_IN} END",
)
# The scores first: only what is counted or shown is read as a whole.
FIND: Final = """
SELECT search_tokens.rowid, {score} FROM search_tokens JOIN search_searchentry e ON e.id = search_tokens.rowid
WHERE search_tokens MATCH %s AND ({who}){also} ORDER BY 2 DESC, 1 LIMIT %s
"""
BEGIN: Final = """
SELECT e.id FROM search_titles JOIN search_searchentry e ON e.id = search_titles.rowid
WHERE search_titles MATCH %s AND ({who}){also} ORDER BY e.title_size, e.id LIMIT %s
"""
ALSO_TITLES: Final = " AND e.id IN (SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s)"
ALSO: Final = " AND search_tokens.rowid IN (SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s)"
LONGEST_WAIT: Final = 3.0  # seconds
STEPS: Final = 20_000
Scored = tuple[int, float]


class Matches(NamedTuple):
    """`best`: keys and scores, the best first; `all`: the keys of all that match, None where they are too many."""

    best: list[Scored]
    all: list[int] | None


class Fts5:
    counted: Final = frozenset("wskx")  # the kinds of which the statistics know how common a token is

    def lock(self) -> None:
        """Transactions of SQLite are IMMEDIATE: there is one writer at a time already."""

    def write(self, made: Sequence[Prepared]) -> None:
        """The triggers write the tokens."""
        SearchText.objects.bulk_create([one.text for one in made])

    def match(self, ask: Ask, scope: Scope, *, most: int, scored: int) -> Matches:
        """At most `most` are told of, `scored` of them with their scores."""
        who, params = audience_clause(scope)
        also = " AND ".join([*_filters(scope), *(f"({_alternatives(word)})" for word in ask.also)])
        sql = FIND.format(score=SCORE, who=who, also=ALSO if also else "")
        with bounded(), connection.cursor() as cursor:
            cursor.execute(sql, [_matching(ask), *params, *([also] if also else []), most + 1])
            found = cursor.fetchall()
        return Matches(found[:scored], [key for key, _score in found] if len(found) <= most else None)

    def begins(self, question: Question, scope: Scope, *, most: int) -> list[int]:
        *whole, last = question.words
        words = [f"({_alternatives(as_typed_or_key(word), title_only=True)})" for word in whole]
        begun = (f"title_{FIELDS[kind]} : {_quoted(token)} *" for kind, token in as_typed_or_key(last).terms)
        also = " AND ".join(_filters(scope))
        who, params = audience_clause(scope)
        match = " AND ".join([*words, f"({' OR '.join(begun)})"])
        with connection.cursor() as cursor:
            values: list[str | int] = [match, *params, *([also] if also else []), most]
            cursor.execute(BEGIN.format(who=who, also=ALSO_TITLES if also else ""), values)
            return [key for (key,) in cursor.fetchall()]

    def stands(self, words: Sequence[Word], scope: Scope) -> list[bool]:
        """Of each word, whether any entry of the scope holds it."""
        found = []
        for word in words:
            who, params = audience_clause(scope)
            sql = FIND.format(score="0", who=who, also="").replace("ORDER BY 2 DESC, 1", "")
            with connection.cursor() as cursor:
                cursor.execute(sql, [f"({_alternatives(word)})", *params, 1])
                found.append(bool(cursor.fetchall()))
        return found

    def make_anew(self) -> None:
        for table in TABLES:
            _run(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 - our own names

    def optimise(self) -> None:
        for table in TABLES:
            _run(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - our own names

    def faults(self) -> list[str]:
        try:
            # With rank 1 FTS5 compares the tokens with the content table, not only with its own structure.
            for table in TABLES:
                _run(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
        except DatabaseError as error:
            return [f"FTS5: {error}"]
        return []


@contextmanager
def bounded() -> Iterator[None]:
    """Ends a question that takes longer than LONGEST_WAIT; asked after every so many steps of SQLite's machine."""
    connection.ensure_connection()
    until = time.monotonic() + LONGEST_WAIT
    connection.connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


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
    """Tokens of the chosen facets: lists of alternatives, joined by AND."""
    return [[filter_token(name, value) for value in values] for name, values in scope.facets.items() if values]


def _filters(scope: Scope) -> list[str]:
    return [f"({' OR '.join(f'filters : {_quoted(token)}' for token in tokens)})" for tokens in filters_of(scope)]


def _matching(ask: Ask) -> str:
    words = (" AND " if ask.every else " OR ").join(f"({_alternatives(word)})" for word in ask.words)
    phrases = [f"{{title_surface body_surface}} : {_quoted(*(w.surface for w in phrase))}" for phrase in ask.phrases]
    asked = " AND ".join([f"({words})", *phrases])
    return f"({asked}) NOT ({' OR '.join(_alternatives(word) for word in ask.without)})" if ask.without else asked


def as_typed_or_key(word: Word) -> Word:
    """As written, with ө ү ң or without."""
    return word._replace(terms=tuple(term for term in word.terms if term.kind in "wk"))


def _alternatives(word: Word, *, title_only: bool = False) -> str:
    return " OR ".join(f"{_columns(kind, title_only=title_only)} : {_quoted(token)}" for kind, token in word.terms)


def _columns(kind: str, *, title_only: bool) -> str:
    names = [name for name, (of, _times) in COLUMNS.items() if of == kind]
    return names[0] if title_only else f"{{{' '.join(names)}}}"


def _quoted(*tokens: str) -> str:
    return '"' + " ".join(tokens).replace('"', '""') + '"'


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def create(statements: Iterable[str] = CREATE) -> None:
    _run(*statements)
