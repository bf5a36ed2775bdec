"""Brings the index up to date with its sources. Called by tasks and commands, so no permission is asked."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from django.db import models, transaction

from core import findable
from core.findable import Document, Shelf
from core.models import FindableChange
from search.engines import engine
from search.engines.database_engine import analysed_by, mark_analysed
from search.engines.scoring import SIGNATURE
from search.models import SearchEntry
from search.queries.index_differences import Difference

CHUNK: Final = 200  # codes that are read and written in one transaction
MOST_AT_ONCE: Final = 20_000
log = logging.getLogger("koepueroe.search")
Say = Callable[[str], object]


def index_waiting(*, limit: int = MOST_AT_ONCE) -> int:
    """Index what has changed, and return how many changes were handled. Idempotent, and safe in parallel."""
    done = 0
    by_name = {shelf.name: shelf for shelf in findable.shelves()}
    waiting: dict[str, list[FindableChange]] = {}
    for row in findable.waiting()[:limit]:
        waiting.setdefault(row.shelf, []).append(row)
    for name, rows in waiting.items():
        for at in range(0, len(rows), CHUNK):
            done += _work_off(by_name.get(name), rows[at : at + CHUNK])
    engine().deliver()
    return done


def index_codes(*, shelf: Shelf, codes: Collection[str], anew: bool = False) -> int:
    """Make the entries of these codes equal to what the shelf gives now; return how many entries were changed."""
    wanted = set(codes)
    documents = [one for one in shelf.documents(wanted) if one.code in wanted]
    return engine().index(shelf.name, wanted, documents, anew=anew)


def rebuild_index(*, say: Say = log.info) -> int:
    """Index everything in small transactions; until then the old entries answer. Return the number of documents."""
    count = 0
    standing = [shelf.name for shelf in findable.shelves()]
    _forget(SearchEntry.objects.exclude(shelf__in=standing))
    for shelf in findable.shelves():
        seen: set[str] = set()
        number = 0
        for chunk in in_chunks(shelf.documents(None)):
            codes = {one.code for one in chunk}
            engine().index(shelf.name, codes, chunk, anew=True, count=False)
            seen |= codes
            number += len(chunk)
        held = SearchEntry.objects.filter(shelf=shelf.name).values_list("code", flat=True).distinct()
        lost = [code for code in held.iterator() if code not in seen]
        for at in range(0, len(lost), CHUNK):
            index_codes(shelf=shelf, codes=lost[at : at + CHUNK])
        say(f"{shelf.name}: {number}")
        count += number
    engine().settle()
    mark_analysed()
    return count


def mend(differences: Iterable[Difference], *, broken: bool) -> None:
    """Index what search_doctor found different, and recount where the engine reports faults."""
    by_name = {shelf.name: shelf for shelf in findable.shelves()}
    for difference in differences:
        shelf = by_name.get(difference.shelf)
        for at in range(0, len(difference.codes), CHUNK):
            codes = difference.codes[at : at + CHUNK]
            if shelf is None:
                engine().index(difference.shelf, codes, [])
            else:
                index_codes(shelf=shelf, codes=codes)
    engine().deliver()
    if broken:
        engine().tidy()


def read_anew(*, limit: int = MOST_AT_ONCE) -> int:
    """Index again what another analysis, or other weights, have indexed; return how many entries are still to be done.

    The old entries answer meanwhile. Idempotent, and goes on where it was interrupted.
    """
    stale = SearchEntry.objects.exclude(built=SIGNATURE)
    by_name = {shelf.name: shelf for shelf in findable.shelves()}
    rows = stale.order_by("pk").values_list("shelf", "code")[:limit]
    waiting: dict[str, dict[str, None]] = {}
    for name, code in rows:
        waiting.setdefault(name, {})[code] = None
    for name, of in waiting.items():
        codes, shelf = list(of), by_name.get(name)
        for at in range(0, len(codes), CHUNK):
            if shelf is None:
                engine().index(name, codes[at : at + CHUNK], [])
            else:
                index_codes(shelf=shelf, codes=codes[at : at + CHUNK])
    engine().deliver()
    left = stale.count()
    if not left:
        mark_analysed()
    return left


def is_stale() -> bool:
    """Whether there are entries of another analysis."""
    return analysed_by() != SIGNATURE


def prepare_index(say: Say) -> None:
    """At the start of a small installation: make the index where there is none, else index the changes.

    What is only older than the analysis answers, and is read anew by housekeeping.
    """
    if is_stale() and not SearchEntry.objects.exists():
        say("Preparing the search ...")
        rebuild_index(say=log.debug)
    elif findable.waiting().exists():
        index_waiting()


def in_chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in chunks; all languages of one code are in the same chunk."""
    chunk: list[Document] = []
    for one in documents:
        if len(chunk) >= CHUNK and one.code != chunk[-1].code:
            yield chunk
            chunk = []
        chunk.append(one)
    if chunk:
        yield chunk


def _work_off(shelf: Shelf | None, rows: list[FindableChange]) -> int:
    done = FindableChange.objects.filter(pk__in=[row.pk for row in rows])
    try:
        with transaction.atomic():
            if shelf is not None:
                codes = {row.code for row in rows}
                index_codes(shelf=shelf, codes=codes)
                _index_followers(shelf, codes)
            done.delete()
    except Exception:  # whatever a shelf does wrong: the others must go on, and this one is tried again
        log.exception("the shelf %s could not be read", rows[0].shelf)
        done.update(tries=models.F("tries") + 1)
        return 0
    return len(rows)


def _index_followers(shelf: Shelf, codes: Collection[str]) -> None:
    """Things of other shelves that tell words of these: a practice names its school."""
    for other in findable.shelves():
        if shelf.name in other.follows:
            behind = sorted(other.follows[shelf.name](codes))
            for at in range(0, len(behind), CHUNK):
                index_codes(shelf=other, codes=behind[at : at + CHUNK])


def _forget(entries: models.QuerySet[SearchEntry]) -> None:
    """Delete the entries of a shelf that is not registered any more."""
    for shelf in list(entries.values_list("shelf", flat=True).distinct()):
        codes = list(entries.filter(shelf=shelf).values_list("code", flat=True).distinct())
        for at in range(0, len(codes), CHUNK):
            engine().index(shelf, codes[at : at + CHUNK], [])
