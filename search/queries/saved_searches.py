"""Saved searches: whose they are, and what is new for them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Min, QuerySet

from core import findable
from core.people import has_open_account
from search.analysis import Question, Word, read_question
from search.engines.entry_preparation import COLUMNS, columns_of
from search.models import SavedSearch, SearchEntry
from search.queries.search_results import SHELF, visible_codes

OVERLAP: Final = timedelta(minutes=5)  # what was indexed meanwhile may have been committed later
MOST_NEW: Final = 2_000  # entries of one look; after a rebuild nothing is new, so more is rare
MOST_AT_ONCE: Final = 500  # saved searches
Tokens = frozenset[tuple[str, str]]


def saved_visible_to(user: Any) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(user=user) if has_open_account(user) else SavedSearch.objects.none()


def saved_data(user: Any) -> list[dict[str, Any]]:
    rows = SavedSearch.objects.filter(user=user).order_by("pk")
    return [
        {"title": row.title, "question": row.question, "facets": row.facets, "tell": row.tell, "at": row.created_at}
        for row in rows
    ]


def news(*, now: datetime) -> Iterator[tuple[SavedSearch, int, datetime]]:
    """(saved search, how many new things fit, the newest of them). No search is asked: each saved one is compared with
    the words of what was indexed since, and the database says who may see it."""
    waiting = SavedSearch.objects.filter(tell=True, user__is_active=True, looked_at__lt=now)
    since = waiting.aggregate(first=Min("looked_at"))["first"]
    if since is None:
        return
    rows = SearchEntry.objects.filter(indexed_at__gt=since - OVERLAP, changed_at__gt=_earliest(waiting))
    entries = list(rows.select_related("text").order_by("-changed_at")[:MOST_NEW])
    if not entries:
        return
    tokens = [_tokens(entry) for entry in entries]
    for saved in waiting.select_related("user").order_by("pk").iterator(chunk_size=MOST_AT_ONCE):
        question = read_question(saved.question)
        fitting = [
            entry
            for entry, own in zip(entries, tokens, strict=True)
            if entry.changed_at > saved.told_until and _in_facets(entry, saved) and fits_words(question, own, entry)
        ]
        seen = _seen(fitting, saved.user)
        if seen:
            things = {(entry.shelf, entry.group) for entry in seen}
            yield saved, len(things), max(entry.changed_at for entry in seen)


def fits_words(question: Question, tokens: Tokens, entry: SearchEntry) -> bool:
    """All words in some form, no word that is left out, and phrases as they were typed."""
    if not question or any(_has(word, tokens, "ws") for word in question.without):
        return False
    if not all(_has(word, tokens, "wsrkxp") for word in question.words):
        return False
    text = f" {entry.text.title_surface} {entry.text.body_surface} "
    return all(f" {' '.join(word.surface for word in phrase)} " in text for phrase in question.phrases)


def _has(word: Word, tokens: Tokens, kinds: str) -> bool:
    """A root is looked for by its key, a phrase's translation as any other (search.engines.asking)."""
    return any(
        ("x" if kind == "p" else "k" if kind == "r" else kind, token) in tokens
        for kind, token in word.terms
        if kind in kinds
    )


def _earliest(waiting: QuerySet[SavedSearch]) -> datetime:
    first: datetime = waiting.aggregate(first=Min("told_until"))["first"]
    return first


def _tokens(entry: SearchEntry) -> Tokens:
    """As the index has them; PostgreSQL keeps no columns to read back."""
    columns = columns_of(entry.text.title, entry.text.body, entry.language)
    return frozenset((COLUMNS[column][0], token) for column, found in columns.items() for token in found)


def _in_facets(entry: SearchEntry, saved: SavedSearch) -> bool:
    values = {**entry.facets, SHELF: [entry.shelf]}
    return all(set(chosen) & set(values.get(name, ())) for name, chosen in saved.facets.items() if chosen)


def _seen(entries: Sequence[SearchEntry], user: Any) -> list[SearchEntry]:
    of = Counter(entry.shelf for entry in entries)
    shelves = {shelf.name: shelf for shelf in findable.shelves() if shelf.name in of}
    seen = {
        name: visible_codes(shelf, [one.code for one in entries if one.shelf == name], user)
        for name, shelf in shelves.items()
    }
    return [entry for entry in entries if entry.code in seen.get(entry.shelf, ())]
