"""The engine inside the database: FTS5 on SQLite, GIN and statistics on PostgreSQL. Same tokens, same scores."""

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC
from functools import lru_cache
from typing import Any, Final, Protocol

from django.db import OperationalError, connection, transaction

from core.findable import Document
from search.analysis import Question, Word
from search.engines import Candidate, Candidates, Scope, Tallied
from search.engines import document_frequencies as words
from search.engines.asking import Ask, Asked, any_of, asked_words, kindred, one_left_out, whole
from search.engines.entry_preparation import digest_of, prepared, tokens_of
from search.engines.likeness import like
from search.engines.postgresql_gin import Gin
from search.engines.scoring import SIGNATURE
from search.engines.sqlite_fts5 import Fts5, Matches
from search.models import SearchEntry, SearchTotal

MOST_COUNTED: Final = 5000  # entries; more are "more than", and facets have no numbers
MOST_SHOWN: Final = 300  # entries, the best, that a reader can page through
MOST_SUGGESTED: Final = 200
PAIR: Final = 2
FEW: Final = 10  # hits with all but one word; below it those with any follow
BATCH: Final = 100
TOO_LONG: Final = ("interrupted", "statement timeout")  # as SQLite and PostgreSQL say it
log = logging.getLogger("koepueroe.search")


class Matching(Protocol):
    """What finds the numbers of entries: tables of the database, or another index of the same entries."""

    def match(self, ask: Ask, scope: Scope, *, most: int, scored: int) -> Matches: ...

    def begins(self, question: Question, scope: Scope, *, most: int) -> list[int]: ...

    def stands(self, words: Sequence[Word], scope: Scope) -> list[bool]: ...


class DatabaseEngine:
    """`matching`: asked in place of the own tables. `changed`: told, within the transaction, the numbers of entries
    that came or went."""

    def __init__(
        self, matching: Matching | None = None, changed: Callable[[Collection[int]], None] = lambda _numbers: None
    ) -> None:
        self.tables: Fts5 | Gin = Gin() if connection.vendor == "postgresql" else Fts5()
        self.matching, self.changed = matching or self.tables, changed

    def index(
        self,
        shelf: str,
        codes: Collection[str],
        documents: Sequence[Document],
        *,
        anew: bool = False,
        count: bool = True,
    ) -> int:
        with transaction.atomic():
            self.tables.lock()
            wanted = {(one.code, one.language): one for one in documents}
            old = SearchEntry.objects.filter(shelf=shelf, code__in=codes)
            here = {(code, language): (pk, mark) for pk, code, language, mark in old.values_list(*_MARKS)}
            stay = {which for which, (_pk, mark) in here.items() if not anew and mark == _mark(wanted.get(which))}
            gone = [pk for which, (pk, _mark_) in here.items() if which not in stay]
            fresh = [one for which, one in wanted.items() if which not in stay]
            self._remove(gone, count=count)
            self._add(fresh, count=count)
            return max(len(gone), len(fresh))

    def find(self, question: Question, scope: Scope, *, every: bool = False) -> Candidates:
        counts = words.counts(question.words, self.tables.counted)
        asked = asked_words(question, counts, self.tables.counted)
        if all(one.word.terms for one in asked):
            found = self._match(whole(question, asked), scope)
            if found.best or every or len(asked) == 1:
                return self._told([found])
        return Candidates([], []) if every or len(asked) == 1 else self._with_some(question, asked, scope)

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        return Candidates(
            _candidates(dict.fromkeys(self.matching.begins(question, scope, most=MOST_SUGGESTED), (0.0, 0))), None
        )

    def similar(self, shelf: str, code: str, scope: Scope) -> Candidates:
        own = list(SearchEntry.objects.filter(shelf=shelf, code=code).select_related("text"))
        ask = like(own)
        if not ask.words:
            return Candidates([], [])
        found = self._told([self._match(ask, scope)])
        groups = {one.group for one in own}
        return Candidates([one for one in found.rows if one.group not in groups], None)

    def settle(self) -> None:
        with transaction.atomic():
            self.tables.lock()
            words.count_anew(self.tables.counted)
            self.tables.optimise()

    def tidy(self) -> None:
        with transaction.atomic():
            self.tables.lock()
            words.count_anew(self.tables.counted)
            self.tables.make_anew()
            self.tables.optimise()

    def deliver(self) -> None:
        """Nothing to do: what is committed is found."""

    def faults(self) -> list[str]:
        return [*self.tables.faults(), *words.faults()]

    def _with_some(self, question: Question, asked: Sequence[Asked], scope: Scope) -> Candidates:
        """Nothing holds all words: without those that stand nowhere, then all but one, then any."""
        stand = self._standing(asked, scope)
        lost = tuple(one.place for one in asked if one not in stand)
        if not stand:
            return Candidates([], [], every=False, lost=lost)
        if lost:
            found = self._match(whole(question, stand), scope)
            if found.best:
                return self._told([found], every=False, lost=lost)
        steps: list[Matches] = []
        for ask in one_left_out(question, stand) if len(stand) > 1 else ():
            steps.append(self._match(ask, scope))
            if _number(steps) >= FEW:
                break
        if len(stand) > PAIR and _number(steps) < FEW:
            steps.append(self._match(any_of(question, kindred(question, stand)), scope))
        return self._told(steps, every=False, lost=lost)

    def _match(self, ask: Ask, scope: Scope) -> Matches:
        """Nothing where it takes too long: the next step asks for less."""
        try:
            return self.matching.match(ask, scope, most=MOST_COUNTED, scored=MOST_SHOWN)
        except OperationalError as error:
            if not any(said in str(error) for said in TOO_LONG):
                raise
            log.warning("a search took too long and was ended")
            return Matches([], None)

    def _standing(self, asked: Sequence[Asked], scope: Scope) -> list[Asked]:
        """The words that stand in an entry of this scope. What is public needs no look, unless the scope is narrow."""
        unsure = [one for one in asked if one.word.terms and not one.public]
        found = dict(zip(unsure, self.matching.stands([one.word for one in unsure], scope), strict=True))
        return [one for one in asked if one.word.terms and found.get(one, True)]

    def _told(self, steps: Sequence[Matches], *, every: bool = True, lost: tuple[int, ...] = ()) -> Candidates:
        best: dict[int, tuple[float, int]] = {}
        for number, step in enumerate(steps):
            for key, score in step.best:
                best.setdefault(key, (score, number))
        shown = dict(list(best.items())[:MOST_SHOWN])
        keys: dict[int, None] = {}
        for step in steps:
            keys.update(dict.fromkeys(step.all or ()))
        exact = len(keys) <= MOST_COUNTED and all(step.all is not None for step in steps)
        beyond = [key for key in keys if key not in shown] if exact else []
        rows = _candidates(shown)
        tally = [Tallied(one.shelf, one.group, one.facets) for one in rows] + _tallied(beyond) if exact else None
        return Candidates(rows, tally, every, lost)

    def _remove(self, gone: list[int], *, count: bool) -> None:
        self.changed(gone)
        for at in range(0, len(gone), BATCH):
            rows = SearchEntry.objects.filter(pk__in=gone[at : at + BATCH])
            if count:
                words.count(words.counted_rows(rows), kinds=self.tables.counted, sign=-1)
            rows.delete()

    def _add(self, fresh: list[Document], *, count: bool) -> None:
        for at in range(0, len(fresh), BATCH):
            made = [prepared(one) for one in fresh[at : at + BATCH]]
            entries = SearchEntry.objects.bulk_create([one.entry for one in made])
            for one, entry in zip(made, entries, strict=True):
                one.text.entry = entry
            self.tables.write(made)
            self.changed([entry.pk for entry in entries])
            if count:
                rows = (
                    (words.is_taught(one.entry.shelf, one.entry.audience), one.entry.size, tokens_of(one.text))
                    for one in made
                )
                words.count(rows, kinds=self.tables.counted, sign=1)


_MARKS: Final = ("pk", "code", "language", "digest")
_COLUMNS: Final = (
    'e."id", e."shelf", e."code", e."group", e."language", e."facets", e."institution", e."merit", e."changed_at"'
)
_SHOWN: Final = f"SELECT {_COLUMNS} FROM search_searchentry e WHERE e.id IN ({{keys}})"  # noqa: S608 - our own names
_COUNTED: Final = 'SELECT e."shelf", e."group", e."facets" FROM search_searchentry e WHERE e.id IN ({keys})'


def _mark(document: Document | None) -> str:
    return digest_of(document) if document else ""


def _number(steps: Sequence[Matches]) -> int:
    return len({key for step in steps for key, _score in step.best})


def _candidates(best: Mapping[int, tuple[float, int]]) -> list[Candidate]:
    """In the order of `best`."""
    found = {}
    for pk, shelf, code, group, language, facets, institution, merit, changed_at in _read(_SHOWN, best):
        score, step = best[pk]
        when = changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=UTC)  # SQLite keeps no zone
        found[pk] = Candidate(
            pk, shelf, code, group, language, _facets(facets), institution, merit, when, float(f"{score:.9g}"), step
        )
    return [found[pk] for pk in best if pk in found]


def _tallied(keys: Collection[int]) -> list[Tallied]:
    return [Tallied(shelf, group, _facets(facets)) for shelf, group, facets in _read(_COUNTED, keys)]


def _read(sql: str, keys: Iterable[int]) -> list[Any]:
    asked = list(keys)
    if not asked:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                sql.format(keys="SELECT unnest(%s::bigint[])").replace('e."facets"', 'e."facets"::text'), [asked]
            )
        else:
            cursor.execute(sql.format(keys="SELECT value FROM json_each(%s)"), [json.dumps(asked)])
        found: list[Any] = cursor.fetchall()
        return found


@lru_cache(maxsize=10_000)
def _facets(stored: str) -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = json.loads(stored)
    return found


def analysed_by() -> int:
    """The signature of the analysis and weights with which the index was built; 0 where there is none."""
    return SearchTotal.objects.values_list("version", flat=True).first() or 0


def mark_analysed() -> None:
    words.total()
    SearchTotal.objects.update(version=SIGNATURE)
