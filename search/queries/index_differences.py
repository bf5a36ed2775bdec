"""Differences between the index and its sources, for search_doctor."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core import findable
from core.findable import Shelf
from search.engines import engine
from search.engines.entry_preparation import digest_of
from search.models import SearchEntry


@dataclass(slots=True)
class Difference:
    """Each as "code/language". missing: not in the index; stale: with another content there; extra: only there."""

    shelf: str
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return list(dict.fromkeys(one.partition("/")[0] for one in (*self.missing, *self.stale, *self.extra)))


def differences() -> Iterator[Difference]:
    """One for each registered shelf, then one for each shelf of which only entries are left."""
    standing = findable.shelves()
    for shelf in standing:
        yield _difference(shelf)
    names = [shelf.name for shelf in standing]
    for name in SearchEntry.objects.exclude(shelf__in=names).values_list("shelf", flat=True).distinct():
        yield Difference(name, extra=sorted(_held(name)))


def faults() -> list[str]:
    return engine().faults()


def _difference(shelf: Shelf) -> Difference:
    held = _held(shelf.name)
    found = Difference(shelf.name)
    for one in shelf.documents(None):
        mark = held.pop(f"{one.code}/{one.language}", None)
        if mark is None:
            found.missing.append(f"{one.code}/{one.language}")
        elif mark != digest_of(one):
            found.stale.append(f"{one.code}/{one.language}")
    found.extra.extend(sorted(held))
    return found


def _held(shelf: str) -> dict[str, str]:
    rows = SearchEntry.objects.filter(shelf=shelf).values_list("code", "language", "digest")
    return {f"{code}/{language}": digest for code, language, digest in rows.iterator()}
