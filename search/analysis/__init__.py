"""Text analysis: makes tokens of texts and questions. Engines only store and match them. Pure Python, no Django.

Raise VERSION with any change of the tokens: search_doctor then finds every entry stale.
"""

from search.analysis.marking import Span, marked, snippet
from search.analysis.questions import Question, Term, Word, read_question
from search.analysis.reading import Token, analyse
from search.analysis.tokens import spans

VERSION = 2

__all__ = [
    "VERSION",
    "Question",
    "Span",
    "Term",
    "Token",
    "Word",
    "analyse",
    "marked",
    "read_question",
    "snippet",
    "spans",
]
