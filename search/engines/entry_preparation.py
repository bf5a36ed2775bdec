"""Turns a document into the rows that the engine stores: analysed columns, facet tokens, weights and digest."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from core.findable import Document
from search.analysis.languages import KNOWN, LANGUAGES
from search.analysis.lexicon import cognates, expansions, phrase_expansions
from search.analysis.reading import Token, analyse, tagged
from search.engines.scoring import FIELDS, SIGNATURE, TITLE, WEIGHTS
from search.models import SearchEntry, SearchText

ZONED: Final = tuple(kind for kind in FIELDS if kind != "c")  # apart in title and body
KINDRED: Final = "cognates"
# The columns in their order, with the kind of their tokens and how often each counts.
COLUMNS: Final = {
    **{f"title_{FIELDS[kind]}": (kind, TITLE) for kind in ZONED},
    **{f"body_{FIELDS[kind]}": (kind, 1.0) for kind in ZONED},
    KINDRED: ("c", 1.0),
}
TRANSLATIONS: Final = (
    2  # of a word into each language; all of them find no more (.868 and .870), and weigh twice as much
)
LONGEST: Final = 100_000  # characters of a body that are read


class Prepared(NamedTuple):
    entry: SearchEntry
    text: SearchText


class _Kept(NamedTuple):
    stems: tuple[str, ...]
    others: tuple[str, ...]
    kindred: tuple[str, ...]


def filter_token(name: str, value: str) -> str:
    """A facet's value as one token, which cannot occur in a text."""
    return f"x{name}0{value.encode('utf-8', 'replace').hex()}"


def filters_of(shelf: str, facets: Mapping[str, Sequence[str]]) -> list[str]:
    values = [filter_token(name, value) for name, of in facets.items() for value in dict.fromkeys(of)]
    return [filter_token("shelf", shelf), *values]


def prepared(document: Document) -> Prepared:
    columns = columns_of(document.title, document.body, document.language)
    facets = {name: list(values) for name, values in document.facets.items()}
    filters = filters_of(document.shelf, facets)
    entry = SearchEntry(
        shelf=document.shelf,
        code=document.code,
        language=document.language,
        group=document.group or document.code,
        audience=document.audience,
        facets=facets,
        institution=document.institution,
        merit=document.merit,
        size=sum(map(len, columns.values())) + len(filters),
        title_size=len(document.title),
        digest=digest_of(document),
        built=SIGNATURE,
        changed_at=document.changed_at,
    )
    own = {name: " ".join(tokens) for name, tokens in columns.items()}
    text = SearchText(title=document.title, body=document.body[:LONGEST], filters=" ".join(filters), **own)
    return Prepared(entry, text)


def columns_of(title: str, body: str, language: str) -> dict[str, list[str]]:
    """The tokens of each column."""
    lead = language[:2]
    head, rest = analyse(title, lead), analyse(body[:LONGEST], lead)
    columns = {**_columns("title", head, lead), **_columns("body", rest, lead)}
    kindred = (gram for token in (*head, *rest) for gram in _kept((token.surface, token.stem), lead).kindred)
    return {**columns, KINDRED: list(dict.fromkeys(kindred))}


def weights_of(text: SearchText) -> dict[str, float]:
    """The weight of each token in an entry: summed over its occurrences, by field; TITLE times that in the title."""
    found: Counter[str] = Counter()
    for column, (kind, times) in COLUMNS.items():
        for token in getattr(text, column).split():
            found[kind + token] += WEIGHTS[kind] * times  # type: ignore[assignment]  # halves are counted too
    return dict(found)


def digest_of(document: Document) -> str:
    """Changes with every field that is stored or shown, with the analysis and with the weights."""
    facets = sorted((name, list(values)) for name, values in document.facets.items())
    own = [document.title, document.body, facets, document.audience, document.group]
    told = [SIGNATURE, *own, document.institution, document.merit]
    return hashlib.sha1(json.dumps(told).encode(), usedforsecurity=False).hexdigest()


def _columns(zone: str, tokens: Sequence[Token], language: str) -> dict[str, list[str]]:
    """Words joined by a hyphen stand behind all others, so that phrases find the parts side by side."""
    row = [*(one for one in tokens if not one.joined), *(one for one in tokens if one.joined)]
    kept = [_kept((one.surface, one.stem), language) for one in row]
    return {
        f"{zone}_surface": [one.surface for one in row],
        f"{zone}_stem": [stem for one in kept for stem in one.stems],
        f"{zone}_key": [one.key for one in row],
        f"{zone}_expansions": [
            *(word for one in kept for word in one.others),
            *_of_phrases(tokens, language),
        ],
    }


def _of_phrases(tokens: Sequence[Token], language: str) -> Iterator[str]:
    for _at, found in phrase_expansions(tokens, language):
        yield from (one.tagged for one in found)


@lru_cache(maxsize=KNOWN)
def _kept(form: tuple[str, str], language: str) -> _Kept:
    """Of (surface, stem): what is stored besides the forms themselves."""
    surface, stem = form
    token = Token(0, 0, surface, stem, "", "")
    stems = tagged(token, language)
    found = expansions(token, language)  # the surest first; school words and abbreviations are certain
    best = [one for own in LANGUAGES for one in [other for other in found if other.language == own][:TRANSLATIONS]]
    best += [one for one in found if one.weight == 1]
    return _Kept(stems, tuple(dict.fromkeys(one.tagged for one in best)), cognates(stem))


def tokens_of(text: SearchText) -> set[tuple[str, str]]:
    """(kind, token) of all columns."""
    return {(kind, token) for column, (kind, _times) in COLUMNS.items() for token in getattr(text, column).split()}
