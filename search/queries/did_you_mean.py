"""Suggests another spelling (“did you mean”) from words of public entries, only where it finds something."""

from typing import Any

from search.analysis import Question, read_question
from search.engines import engine
from search.queries.search_results import find


def did_you_mean(question: Question, *, user: Any, language: str) -> str:
    """The question with its unknown words corrected; "" where no word changes or the correction finds nothing."""
    words = engine().did_you_mean(question)
    if words == [word.surface for word in question.words]:
        return ""
    text = question.text
    for word, meant in reversed(list(zip(question.words, words, strict=True))):
        if meant != word.surface:
            text = text[: word.start] + meant + text[word.end :]
    better = find(read_question(text), user=user, language=language, facets={})
    return text if better.wide else ""
