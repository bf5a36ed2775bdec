"""Elasticsearch as what matches: the questions of search/engines/asking.py, answered with numbers.

How rare a word is comes from our own statistics, as on PostgreSQL, so that both engines score alike: a boost makes up
for what Lucene counts otherwise.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from elasticsearch_dsl import MultiSearch, Q, Search
from elasticsearch_dsl.query import Query

from search.analysis import Question, Word
from search.engines import Scope
from search.engines.asking import Ask
from search.engines.document_frequencies import counts, total
from search.engines.elastic_index import PATIENCE, SATURATION, alias, client
from search.engines.scoring import FIELDS, WEIGHTS, rarity
from search.engines.sqlite_fts5 import Matches, as_typed_or_key, filters_of

# Its BM25 is multiplied by k1 + 1, and each field has a k1 of its own.
SPREAD: Final = {kind: (1 + SATURATION) / (1 + SATURATION / weight) for kind, weight in WEIGHTS.items()}
COUNTED: Final = frozenset("wskx")
LONGEST_WAIT: Final = f"{int(PATIENCE * 1000) - 200}ms"
Boosts = Mapping[tuple[str, str], float]
_PLAIN: Final = FIELDS
_TITLE: Final = {"w": "title_words", "k": "title_keys"}


class TooSlowError(Exception):
    """It gave up in the middle: what it found so far is not the best."""


class Elastic:
    """In the place of Fts5 and Gin for matching; each method may raise what `elastic_index.SILENT` names."""

    def match(self, ask: Ask, scope: Scope, *, most: int, scored: int) -> Matches:
        asked = _matching(ask, scope, _boosts([*ask.words]))
        search = _search().query(asked).sort({"_score": "desc"}, {"entry": "asc"})
        told = _answer(search.extra(size=scored, track_total_hits=most + 1))
        best = [(int(hit["sort"][1]), float(hit["sort"][0])) for hit in told["hits"]["hits"]]
        number = told["hits"]["total"]["value"]
        if number > most:
            return Matches(best, None)
        if number <= scored:
            return Matches(best, [key for key, _score in best])
        return Matches(best, self._numbers(Q("bool", filter=[asked]), ["entry"], most))

    def begins(self, question: Question, scope: Scope, *, most: int) -> list[int]:
        *whole, last = question.words
        words = [_alternatives(as_typed_or_key(word), fields=_TITLE) for word in whole]
        begun = [Q("prefix", **{_TITLE[kind]: token}) for kind, token in as_typed_or_key(last).terms]
        asked = Q("bool", filter=[*words, _any(begun), *_scope(scope)])
        return self._numbers(asked, ["title_size", "entry"], most)

    def stands(self, words: Sequence[Word], scope: Scope) -> list[bool]:
        if not words:
            return []
        together = MultiSearch(using=client(), index=alias())
        for word in words:
            asked = Q("bool", filter=[_alternatives(word), *_scope(scope)])
            together = together.add(Search().query(asked).extra(size=0, terminate_after=1))
        return [bool(_whole(one.to_dict())["hits"]["total"]["value"]) for one in together.execute()]

    def _numbers(self, asked: Query, order: list[str], most: int) -> list[int]:
        told = _answer(_search().query(asked).sort(*order).extra(size=most, track_total_hits=False))
        return [int(hit["sort"][-1]) for hit in told["hits"]["hits"]]


def _search() -> Search:
    return Search(using=client(), index=alias()).source(False)


def _answer(search: Search) -> Mapping[str, Any]:
    return _whole(search.extra(timeout=LONGEST_WAIT).execute().to_dict())


def _whole(told: Mapping[str, Any]) -> Mapping[str, Any]:
    if told.get("timed_out") or told.get("_shards", {}).get("failed"):
        raise TooSlowError
    return told


def _matching(ask: Ask, scope: Scope, boosts: Boosts) -> Query:
    words = [_alternatives(word, boosts) for word in ask.words]
    asked: dict[str, Any] = {"must": words} if ask.every else {"should": words, "minimum_should_match": 1}
    also = [_alternatives(word) for word in ask.also]
    phrases = [_phrase(" ".join(word.surface for word in phrase)) for phrase in ask.phrases]
    without = [_alternatives(word) for word in ask.without]
    return Q("bool", **asked, filter=[*also, *phrases, *_scope(scope)], must_not=without)


def _alternatives(word: Word, boosts: Boosts | None = None, *, fields: Mapping[str, str] = _PLAIN) -> Query:
    """Any form of a word is enough; what stands in several weighs the more."""
    given = boosts or {}
    return _any(
        [
            Q("term", **{fields[kind]: {"value": token, "boost": given.get((kind, token), SPREAD[kind])}})
            for kind, token in word.terms
            if kind in fields
        ]
    )


def _any(asked: list[Query]) -> Query:
    return Q("bool", should=asked, minimum_should_match=1) if asked else Q("match_none")


def _phrase(words: str) -> Query:
    return _any([Q("match_phrase", **{field: words}) for field in ("title_words", "body_words")])


def _scope(scope: Scope) -> list[Query]:
    """The audiences of each shelf, and the chosen facets."""
    who = [
        Q("bool", filter=[Q("term", shelf=shelf), *([] if of is None else [Q("terms", audience=sorted(of))])])
        for shelf, of in scope.audiences.items()
    ]
    return [_any(who), *(Q("terms", filters=tokens) for tokens in filters_of(scope))]


def _boosts(words: Sequence[Word]) -> Boosts:
    """By what each token's score is multiplied, so that it is as rare as in our statistics."""
    known, of = counts(words, COUNTED), total().entries
    return {
        (kind, token): SPREAD[kind] * rarity(here, of) / _of_lucene(here, of)
        for (kind, token), (here, _public) in known.items()
        if here
    }


def _of_lucene(entries: int, of: int) -> float:
    return math.log(1 + (max(of, entries) - entries + 0.5) / (entries + 0.5))
