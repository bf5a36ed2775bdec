"""Elasticsearch: how entries lie there. One document for each entry, under its number in our database.

The tokens are ours, so its analyser only splits at blanks. What is scored are five fields, one for each kind of token,
in which a word of the title stands three times; BM25 with k1 / weight gives each kind its weight
(search/engines/scoring.py).

The texts themselves are not there: a hit is read from the database, which alone says what it holds and who may see it.
"""

import secrets
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch_dsl import Document, Index, Integer, Keyword, Long, MetaField, Text, connections

from search.analysis.reading import ROOT_LETTERS
from search.analysis.tokens import key_of
from search.engines.entry_preparation import filters_of, weights_of
from search.engines.scoring import FIELDS, SIGNATURE, WEIGHTS
from search.models import SearchEntry

MAPPING: Final = 1  # another number: the index is made anew, and until then the embedded engine answers
PATIENCE: Final = 2.0  # seconds for an answer to a reader; then the embedded engine is asked
WORKING: Final = 60.0  # for writing
LOOKED_UP: Final = 30.0  # seconds for which an index that was found is taken to be there
ABANDONED: Final = 6 * 3600.0  # seconds after which an index that nobody reads was given up
SATURATION: Final = 1.2
LENGTH: Final = 0.75
SILENT: Final = (ApiError, TransportError)


class NotReadyError(Exception):
    """There is no index that this release can ask."""


def _scored(kind: str) -> Text:
    return Text(analyzer="whitespace", similarity=f"as_{FIELDS[kind]}", index_options="freqs")


def _words() -> Text:
    """Tokens in their order, without scores: for phrases and for beginnings of titles."""
    return Text(analyzer="whitespace", norms=False)


class FoundEntry(Document):
    """A SearchEntry as Elasticsearch has it."""

    entry = Long()
    shelf = Keyword()
    audience = Keyword()
    filters = Keyword()
    title_size = Integer()
    title_words = _words()
    title_keys = _words()
    body_words = _words()
    surface = _scored("w")
    stem = _scored("s")
    key = _scored("k")
    expansions = _scored("x")
    cognates = _scored("c")

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(enabled=False)


def client() -> Elasticsearch:
    """No retries: who waits is a reader, and the embedded engine can answer."""
    return _client(settings.ELASTICSEARCH_URL)


@lru_cache(maxsize=1)
def _client(url: str) -> Elasticsearch:
    made: Elasticsearch = connections.create_connection(
        hosts=[url], request_timeout=PATIENCE, max_retries=0, retry_on_timeout=False
    )
    return made


def alias() -> str:
    return str(settings.ELASTICSEARCH_INDEX)


def current() -> str:
    """The index behind the alias. Raise NotReadyError where it is none of this release's."""
    try:
        found = client().indices.get(index=alias())
    except NotFoundError as error:
        raise NotReadyError from error
    for name, told in found.items():
        if told["mappings"].get("_meta", {}).get("mapping") == MAPPING:
            return str(name)
    raise NotReadyError


def standing() -> list[str]:
    """All indices of ours: the current one, and one that is being made. What changes is written into each."""
    return sorted(client().indices.get(index=f"{alias()}-*").keys())


def create() -> str:
    """An empty index of this release under a name of its own; nobody reads it yet."""
    name = f"{alias()}-{MAPPING}-{SIGNATURE:x}-{secrets.token_hex(4)}"
    index = Index(name, using=client())
    index.settings(
        number_of_shards=1,
        auto_expand_replicas="0-1",
        similarity={
            f"as_{FIELDS[kind]}": {"type": "BM25", "k1": SATURATION / WEIGHTS[kind], "b": LENGTH} for kind in FIELDS
        },
    )
    index.document(FoundEntry)
    index.get_or_create_mapping().meta("meta", {"mapping": MAPPING, "signature": SIGNATURE})
    index.create(using=client().options(request_timeout=WORKING))
    return name


def swap(name: str) -> None:
    """This index answers from now on; those that did go, in the same moment."""
    there = client().options(request_timeout=WORKING)
    found = there.indices.get(index=f"{alias()}-*")
    old = [one for one, told in found.items() if alias() in told["aliases"]]
    changes: list[Mapping[str, Any]] = [{"add": {"index": name, "alias": alias()}}]
    changes += [{"remove_index": {"index": one}} for one in old if one != name]
    there.indices.update_aliases(actions=changes)


def sweep() -> None:
    """Drop what was begun and never finished."""
    found = client().indices.get(index=f"{alias()}-*")
    until = (time.time() - ABANDONED) * 1000
    for name, told in found.items():
        if alias() not in told["aliases"] and int(told["settings"]["index"]["creation_date"]) < until:
            drop(name)


def drop(name: str) -> None:
    client().options(request_timeout=WORKING).indices.delete(index=name, ignore_unavailable=True)


def numbers(name: str, *, at_once: int = 5000) -> Iterator[int]:
    """Of all entries that lie there, rising."""
    after: list[Any] = []
    there = client().options(request_timeout=WORKING)
    while True:
        more = {"search_after": after} if after else {}
        answer = there.search(index=name, size=at_once, sort=[{"entry": "asc"}], source=False, **more)  # type: ignore[arg-type]
        hits = answer["hits"]["hits"]
        yield from (int(hit["sort"][0]) for hit in hits)
        if len(hits) < at_once:
            return
        after = hits[-1]["sort"]


def document_of(entry: SearchEntry) -> dict[str, Any]:
    """The weights of an entry's tokens tell how often each stands, that of a title three times."""
    found: dict[str, list[str]] = {name: [] for name in FIELDS.values()}
    for token, weight in (entry.weights or weights_of(entry.text)).items():
        kind = token[0]
        found[FIELDS[kind]] += [token[1:]] * round(weight / WEIGHTS[kind])
    title = entry.text.title_surface
    return {
        "entry": entry.pk,
        "shelf": entry.shelf,
        "audience": entry.audience,
        "filters": filters_of(entry.shelf, entry.facets),
        "title_size": entry.title_size,
        "title_words": title,
        "title_keys": " ".join(key_of(word[:ROOT_LETTERS]) for word in title.split()),
        "body_words": entry.text.body_surface,
        **{name: " ".join(tokens) for name, tokens in found.items()},
    }


_ready_until: list[float] = [0.0]


def ready() -> None:
    """Raise NotReadyError where no index of this release answers; looked up now and then."""
    now = time.monotonic()
    if now >= _ready_until[0]:
        current()
        _ready_until[0] = now + LOOKED_UP


def forget_ready() -> None:
    _ready_until[0] = 0.0
