"""Text to tokens, once, in Python: every engine only stores and matches what comes from here. No Django.

A change of what comes out needs a new VERSION: search_doctor then finds every entry stale.
"""

from search.analysis.marking import Span, marked, snippet
from search.analysis.questions import Question, Term, Word, read_question
from search.analysis.tokens import Token, analyse, spans

VERSION = 1

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
