"""Answers a question: as typed, or, where words of it stand nowhere, with its slips mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.analysis import Question, read_question
from search.queries.did_you_mean import did_you_mean
from search.queries.search_results import SearchResults, find


@dataclass(frozen=True, slots=True)
class Answer:
    """`question`: what was searched for. `typed`: what was typed instead, where its slips were mended."""

    question: Question
    found: SearchResults = field(default_factory=SearchResults)
    typed: str = ""


def answer(
    typed: Question, *, user: Any, language: str, facets: Mapping[str, tuple[str, ...]], exact: bool = False
) -> Answer:
    """`exact`: as typed, whatever it finds. A mended question that finds nothing is not asked."""
    mended = "" if exact else did_you_mean(typed, user=user, language=language)
    if mended:
        meant = read_question(mended)
        found = find(meant, user=user, language=language, facets=facets)
        if found.wide:
            return Answer(meant, found, typed.text)
    return Answer(typed, find(typed, user=user, language=language, facets=facets))
