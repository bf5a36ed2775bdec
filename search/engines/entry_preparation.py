"""Turns a document into the row that the engine stores: analysed columns, facet tokens, weights and digest."""

import hashlib
import json
from collections import Counter
from typing import Final

from core.findable import Document
from search.analysis import VERSION, analyse
from search.models import SearchEntry
from search.policy import TITLE_WEIGHT

KINDS: Final = {"w": "surface", "s": "stem", "k": "key"}
WIDTH: Final = tuple(f"{zone}_{field}" for zone in ("title", "body") for field in KINDS.values())
WEIGHTS: Final = {"w": 2.0, "s": 1.0, "k": 0.5}
LONGEST: Final = 100_000  # characters of a body that are read


def filter_token(name: str, value: str) -> str:
    """A facet's value as one token, which cannot occur in a text."""
    return f"x{name}0{value.encode('utf-8', 'replace').hex()}"


def prepared(document: Document) -> SearchEntry:
    title = analyse(document.title, document.language)
    body = analyse(document.body[:LONGEST], document.language)
    columns = {
        f"{zone}_{field}": " ".join(getattr(token, field) for token in tokens)
        for zone, tokens in (("title", title), ("body", body))
        for field in KINDS.values()
    }
    facets = {name: list(values) for name, values in document.facets.items()}
    filters = [filter_token("shelf", document.shelf)]
    filters += [filter_token(name, value) for name, values in facets.items() for value in dict.fromkeys(values)]
    return SearchEntry(
        shelf=document.shelf,
        code=document.code,
        language=document.language,
        group=document.group or document.code,
        audience=document.audience,
        title=document.title,
        body=document.body[:LONGEST],
        facets=facets,
        filters=" ".join(filters),
        size=3 * (len(title) + len(body)) + len(filters),
        digest=digest_of(document),
        changed_at=document.changed_at,
        **columns,
    )


def weights_of(entry: SearchEntry) -> dict[str, float]:
    """The weight of each token in an entry: summed over its occurrences, by field; three times that in the title."""
    found: Counter[str] = Counter()
    for kind, field in KINDS.items():
        for zone, times in (("title", TITLE_WEIGHT), ("body", 1.0)):
            for token in getattr(entry, f"{zone}_{field}").split():
                found[kind + token] += WEIGHTS[kind] * times  # type: ignore[assignment]  # halves are counted too
    return dict(found)


def digest_of(document: Document) -> str:
    """Changes with every field that is stored or shown, and with the VERSION of the analysis."""
    facets = sorted((name, list(values)) for name, values in document.facets.items())
    told = [VERSION, document.title, document.body, facets, document.audience, document.group]
    return hashlib.sha1(json.dumps(told).encode(), usedforsecurity=False).hexdigest()
