"""What the search can find: rooms register shelves and report changes, without importing the search.

A room calls `add_shelf` in `apps.ready()`, and its actions call `changed(shelf, *codes)` inside their transaction,
whenever something was made, edited, hidden, shown or deleted. The row is true with the transaction; after commit
whoever listens (the search room) reads the shelf anew, and the housekeeper rings again for what was left over.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone

from core.errors import Text
from core.models import FindableChange
from core.people import is_signed_in

PUBLIC: Final = "public"
MEMBERS: Final = "members"
OWN_TURN: Final = timedelta(seconds=10)  # the writer rings first; the housekeeper rings for what it left
MOST_TRIES: Final = 5  # what fails as often is left to search_doctor
CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing in one language, as it is found: `title` and `body` are plain text, never HTML.

    `audience` is PUBLIC, MEMBERS or a group key such as "board:abc"; it only narrows early, `Shelf.visible_to`
    decides. Documents with one `group` (a translation key, or the code) are one hit, shown in the reader's language.
    `institution`: the code of the one whose thing it is, if any. `merit`: 0 to 1, what its room thinks of it (a label,
    how many have tried it); among equals it stands first.
    """

    shelf: str
    code: str
    language: str
    title: str
    body: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    audience: str = PUBLIC
    changed_at: datetime
    group: str = ""
    institution: str = ""
    merit: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """As templates/components/tags.html shows it."""

    label: Text
    tone: str = ""
    icon: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """How a found thing looks to this reader, read from the database when the page is made; `lang` of the title.

    `facts`: sentences in the reader's language, where the document's body is only words to find it by (also ""): no
    passage of the body is shown then. None: the body is a text that can be read.
    """

    title: str
    lang: str
    url: str
    meta: str = ""
    tags: tuple[Tag, ...] = ()
    facts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """`labels(values)` in the reader's language. Shelves that mean the same share the name ("country")."""

    name: str
    label: Text
    labels: Callable[[Collection[str]], Mapping[str, str]]
    order: int = 50


def usual_audiences(user: Any) -> frozenset[str] | None:
    return frozenset({PUBLIC, MEMBERS} if is_signed_in(user) else {PUBLIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """
    documents(codes)   a stream of Documents, of these codes or (None) of all; what nobody may find is left out.
                       Documents of one code (its languages) follow each other
    visible_to(user)   a QuerySet with a field or annotation `code`: what the database lets this person see
    hits(codes, user)  code to Hit, with a constant number of queries
    audiences(user)    the audiences this person belongs to; None: all of them (an administrator)
    counted            what an audience lets this person see, `visible_to` lets them see as well, but for what changed a
                       moment ago: then numbers rest on audiences alone. A shelf that cannot promise it says False, and
                       shows no numbers
    follows            by the name of another shelf: which codes of this one tell words of these things of the other,
                       and so change with them
    teaches            its public words may mend slips in questions: for what is published and for lists of names,
                       never for what people write to each other
    """

    name: str
    label: Text
    order: int
    documents: Callable[[Collection[str] | None], Iterator[Document]]
    visible_to: Callable[[Any], models.QuerySet[Any]]
    hits: Callable[[Collection[str], Any], Mapping[str, Hit]]
    facets: tuple[Facet, ...] = ()
    audiences: Callable[[Any], frozenset[str] | None] = usual_audiences
    counted: bool = True
    teaches: bool = False
    follows: Mapping[str, Callable[[Collection[str]], Collection[str]]] = field(default_factory=dict)


_shelves: dict[str, Shelf] = {}
_listeners: list[Callable[[], object]] = []


def add_shelf(shelf: Shelf) -> None:
    if shelf.name in _shelves:
        message = f"shelf {shelf.name} stands twice"
        raise ValueError(message)
    _shelves[shelf.name] = shelf


def shelves() -> list[Shelf]:
    return sorted(_shelves.values(), key=lambda shelf: (shelf.order, shelf.name))


def listen(listener: Callable[[], object]) -> None:
    """`listener()` is called after commit when rows wait: often twice, or with nothing left, so it must be cheap."""
    _listeners.append(listener)


def changed(shelf: str, *codes: str) -> None:
    """Within the transaction of an action: these things are to be read anew. Thousands of codes are fine."""
    rows = (FindableChange(shelf=shelf, code=code) for code in dict.fromkeys(codes))
    if FindableChange.objects.bulk_create(rows, batch_size=CHUNK):
        transaction.on_commit(_ring, robust=True)


def waiting(*, before: datetime | None = None) -> models.QuerySet[FindableChange]:
    """What was not read anew yet and has not failed too often."""
    rows = FindableChange.objects.filter(tries__lt=MOST_TRIES)
    return rows if before is None else rows.filter(at__lt=before)


def remind() -> bool:
    """Call the listeners again where a crash left rows over; called by the housekeeper every few seconds."""
    left_over = waiting(before=timezone.now() - OWN_TURN).exists()
    if left_over:
        _ring()
    return left_over


def _ring() -> None:
    for listener in _listeners:
        listener()
