"""Document frequency of each token: BM25 needs it on PostgreSQL, and "did you mean" chooses from the tokens."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q, Sum
from django.db.models.functions import Length

from core.findable import PUBLIC
from core.text import distance
from search.analysis.questions import Word
from search.analysis.tokens import key_of
from search.engines.entry_preparation import KINDS
from search.models import SearchEntry, SearchTotal, SearchWord

SHORTEST: Final = 4  # a typing error in a shorter word gives another word
LONG: Final = 7  # from this length on a word may have two typing errors
MOST_NEAR: Final = 8000
Row = Sequence[Any]  # audience, size, then the six analysed columns, title first

INTO: Final = 'INSERT INTO search_searchword ("kind", "word", "folded", "entries", "public")'
ADD: Final = """
ON CONFLICT ("kind", "word") DO UPDATE SET
"entries" = search_searchword."entries" + excluded."entries", "public" = search_searchword."public" + excluded."public"
"""
ONE_BY_ONE: Final = f"{INTO} VALUES (%s, %s, %s, %s, %s) {ADD}"
AT_ONCE: Final = f"{INTO} SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::int[]) {ADD}"  # noqa: S608 - our own names


def count(rows: Iterable[Row], *, sign: int) -> None:
    """Add entries to the statistics (`sign` 1), or subtract them (-1)."""
    entries, public, number, size = _counted(rows)
    _add(((kind, word, sign * n, sign * public[kind, word]) for (kind, word), n in entries.items()))
    total()
    SearchTotal.objects.update(entries=F("entries") + sign * number, size=F("size") + sign * size)
    if sign < 0:
        SearchWord.objects.filter(entries__lte=0).delete()


def count_anew(rows: Iterable[Row]) -> None:
    entries, public, number, size = _counted(rows)
    SearchWord.objects.all().delete()
    _add(((kind, word, n, public[kind, word]) for (kind, word), n in entries.items()))
    total()
    SearchTotal.objects.update(entries=number, size=size)


def total() -> SearchTotal:
    return SearchTotal.objects.get_or_create(pk=1)[0]


def rarities(tokens: Iterable[tuple[str, str]]) -> tuple[dict[str, float], float]:
    """(idf of each token with its kind before it, mean size of an entry), as FTS5's bm25() counts them."""
    asked = list(tokens)
    all_of = total()
    wanted = Q()
    for kind in KINDS:
        wanted |= Q(kind=kind, word__in=[word for of, word in asked if of == kind])
    known = {
        (kind, word): n for kind, word, n in SearchWord.objects.filter(wanted).values_list("kind", "word", "entries")
    }
    idf = {}
    for kind, word in asked:
        n = known.get((kind, word), 0)
        rarity = math.log((all_of.entries - n + 0.5) / (n + 0.5)) if all_of.entries >= n else 0.0
        idf[kind + word] = rarity if rarity > 0 else 1e-6
    return idf, all_of.size / all_of.entries if all_of.entries else 1.0


def nearest(word: Word) -> str:
    """The nearest word of public entries: with the same key (without ө ү ң), else at an edit distance of one or two."""
    surface = word.surface
    if len(surface) < SHORTEST or surface.isdigit() or _known(word):
        return surface
    folded = key_of(surface)
    own = _public().filter(folded=folded).order_by("-public", "word").values_list("word", flat=True).first()
    return own or _slipped(surface, folded) or surface


def faults() -> list[str]:
    """Statistics that differ from the entries, one line each."""
    all_of = total()
    entries, size = SearchEntry.objects.count(), SearchEntry.objects.aggregate(n=Sum("size"))["n"] or 0
    if (all_of.entries, all_of.size) != (entries, size):
        return [
            f"statistics: {all_of.entries} entries of {all_of.size} tokens are counted, {entries} of {size} are there"
        ]
    return []


def _known(word: Word) -> bool:
    """Whether any public entry has the word: in another form, without ө ү ң, or in Latin letters."""
    terms = Q()
    for kind, token in word.terms:
        terms |= Q(kind=kind, word=token)
    return SearchWord.objects.filter(terms, public__gt=0).exists()


def _public() -> Any:
    return SearchWord.objects.filter(kind="w", public__gt=0)


def _slipped(surface: str, folded: str) -> str:
    """The nearest word by edit distance, among those with the same beginning, else middle, else end; "" for none."""
    slips = 1 if len(folded) < LONG else 2
    sized = _public().alias(size=Length("folded")).filter(size__gte=len(folded) - slips, size__lte=len(folded) + slips)
    for alike in (Q(folded__startswith=folded[:2]), Q(folded__contains=folded[2:5]), Q(folded__endswith=folded[-3:])):
        rows = sized.filter(alike).order_by("-public", "word").values_list("word", "folded", "public")[:MOST_NEAR]
        near = [(_far(surface, folded, other, key), -public, other) for other, key, public in rows]
        near = [found for found in near if found[0][0] <= slips]
        if near:
            return str(min(near)[2])
    return ""


def _far(surface: str, folded: str, other: str, key: str) -> tuple[int, int]:
    return distance(folded, key), distance(surface, other)


def _counted(rows: Iterable[Row]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], int, int]:
    entries: Counter[tuple[str, str]] = Counter()
    public: Counter[tuple[str, str]] = Counter()
    number = tokens = 0
    for audience, size, *columns in rows:
        number, tokens = number + 1, tokens + size
        for kind, title, body in zip(KINDS, columns[:3], columns[3:], strict=True):
            own = {(kind, word) for word in (*title.split(), *body.split())}
            entries.update(own)
            if audience == PUBLIC:
                public.update(own)
    return entries, public, number, tokens


def _add(rows: Iterable[tuple[str, str, int, int]]) -> None:
    # Always in the same order, so that two writers cannot deadlock.
    values = sorted((kind, word, key_of(word) if kind == "w" else "", n, public) for kind, word, n, public in rows)
    if values:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(AT_ONCE, [list(column) for column in zip(*values, strict=True)])
            else:
                cursor.executemany(ONE_BY_ONE, values)
