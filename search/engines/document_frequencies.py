"""Document frequency of each token: BM25 needs it on PostgreSQL, and slips in questions are mended from the words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import reduce
from operator import or_
from typing import Final

from django.db import connection, models
from django.db.models import F, Q, Sum

from core import findable
from core.findable import PUBLIC
from search.analysis.questions import Word
from search.analysis.tokens import key_of
from search.engines.entry_preparation import tokens_of
from search.engines.scoring import rarity
from search.models import SearchEntry, SearchTotal, SearchWord

CHUNK: Final = 500
Of = tuple[str, str]  # kind and token
Row = tuple[bool, int, AbstractSet[Of]]  # whether its words may be told (`is_taught`), size, tokens
Kinds = frozenset[str]

INTO: Final = 'INSERT INTO search_searchword ("kind", "word", "folded", "entries", "public")'
ADD: Final = """
ON CONFLICT ("kind", "word") DO UPDATE SET
"entries" = search_searchword."entries" + excluded."entries", "public" = search_searchword."public" + excluded."public"
"""
ONE_BY_ONE: Final = f"{INTO} VALUES (%s, %s, %s, %s, %s) {ADD}"
AT_ONCE: Final = f"{INTO} SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::int[]) {ADD}"  # noqa: S608 - our own names


def count(rows: Iterable[Row], *, kinds: Kinds, sign: int) -> None:
    """Add entries to the statistics (`sign` 1), or subtract them (-1)."""
    entries, public, number, size = _counted(rows, kinds)
    _add(((kind, word, sign * n, sign * public[kind, word]) for (kind, word), n in entries.items()))
    total()
    SearchTotal.objects.update(entries=F("entries") + sign * number, size=F("size") + sign * size)
    if sign < 0:
        SearchWord.objects.filter(entries__lte=0).delete()


def count_anew(kinds: Kinds) -> None:
    entries, public, number, size = _counted(counted_rows(SearchEntry.objects.order_by("pk")), kinds)
    SearchWord.objects.all().delete()
    _add(((kind, word, n, public[kind, word]) for (kind, word), n in entries.items()))
    total()
    SearchTotal.objects.update(entries=number, size=size)


def counted_rows(entries: models.QuerySet[SearchEntry]) -> Iterator[Row]:
    """What `count` needs of entries that are stored."""
    if connection.vendor == "postgresql":
        rows = entries.values_list("shelf", "audience", "size", "weights").iterator(chunk_size=CHUNK)
        for shelf, audience, size, weights in rows:
            yield is_taught(shelf, audience), size, {(token[0], token[1:]) for token in weights or ()}
        return
    for entry in entries.select_related("text").iterator(chunk_size=CHUNK):
        yield is_taught(entry.shelf, entry.audience), entry.size, tokens_of(entry.text)


def is_taught(shelf: str, audience: str) -> bool:
    """Whether the words of an entry may mend slips: what everybody may read, on a shelf that teaches."""
    return audience == PUBLIC and any(one.name == shelf and one.teaches for one in findable.shelves())


def counts(asked: Iterable[Word], kinds: Kinds) -> dict[tuple[str, str], tuple[int, int]]:
    """Of each form of these words: in how many entries it stands, and in how many public ones. Absent: in none."""
    terms = {term for word in asked for term in word.terms if term.kind in kinds}
    rows = SearchWord.objects.filter(_of(terms)).values_list("kind", "word", "entries", "public")
    return {(kind, word): (entries, public) for kind, word, entries, public in rows}


def total() -> SearchTotal:
    return SearchTotal.objects.get_or_create(pk=1)[0]


def rarities(tokens: Iterable[tuple[str, str]]) -> tuple[dict[str, float], float]:
    """(idf of each token with its kind before it, mean size of an entry), as FTS5's bm25() counts them."""
    asked = list(tokens)
    all_of = total()
    rows = SearchWord.objects.filter(_of(asked)).values_list("kind", "word", "entries")
    known = {(kind, word): n for kind, word, n in rows}
    idf = {kind + word: rarity(known.get((kind, word), 0), all_of.entries) for kind, word in asked}
    return idf, all_of.size / all_of.entries if all_of.entries else 1.0


def faults() -> list[str]:
    """Statistics that differ from the entries, one line each."""
    all_of = total()
    entries, size = SearchEntry.objects.count(), SearchEntry.objects.aggregate(n=Sum("size"))["n"] or 0
    if (all_of.entries, all_of.size) != (entries, size):
        return [
            f"statistics: {all_of.entries} entries of {all_of.size} tokens are counted, {entries} of {size} are there"
        ]
    return []


def _of(terms: Iterable[tuple[str, str]]) -> Q:
    by_kind: dict[str, list[str]] = {}
    for kind, token in terms:
        by_kind.setdefault(kind, []).append(token)
    asked = [Q(kind=kind, word__in=tokens) for kind, tokens in by_kind.items()]
    return reduce(or_, asked, Q()) if asked else Q(pk=None)


def _counted(rows: Iterable[Row], kinds: Kinds) -> tuple[Counter[Of], Counter[Of], int, int]:
    entries: Counter[Of] = Counter()
    public: Counter[Of] = Counter()
    number = size = 0
    for taught, own_size, tokens in rows:
        number, size = number + 1, size + own_size
        own = [token for token in tokens if token[0] in kinds]
        entries.update(own)
        if taught:
            public.update(own)
    return entries, public, number, size


def _add(rows: Iterable[tuple[str, str, int, int]]) -> None:
    # Always in the same order, so that two writers cannot deadlock.
    values = sorted((kind, word, key_of(word) if kind == "w" else "", n, public) for kind, word, n, public in rows)
    if values:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(AT_ONCE, [list(column) for column in zip(*values, strict=True)])
            else:
                cursor.executemany(ONE_BY_ONE, values)
