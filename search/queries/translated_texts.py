"""Sentences that stand in two languages on the site itself, for learning what words mean the same.

Only of shelves that teach, and only what everybody may read: published practices and pages, names of institutions.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core import findable
from core.findable import PUBLIC, Document
from search.analysis.languages import LANGUAGES

_ENDS: Final = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
Row = dict[str, str]


def translated_texts() -> list[Row]:
    """Title by title; then paragraph by paragraph and sentence by sentence, as far as there are as many of them."""
    return [row for shelf in findable.shelves() if shelf.teaches for row in _rows(shelf.documents(None))]


def _rows(documents: Iterable[Document]) -> Iterator[Row]:
    groups: dict[str, dict[str, Document]] = {}
    for one in documents:
        if one.audience == PUBLIC and one.language in LANGUAGES:
            groups.setdefault(one.group or one.code, {})[one.language] = one
    for _group, texts in sorted(groups.items()):
        if len(texts) > 1:
            yield {language: one.title for language, one in texts.items()}
            yield from _beside({language: one.body.split("\n") for language, one in texts.items()})


def _beside(lines: dict[str, list[str]]) -> Iterator[Row]:
    """Two languages after each other: a third that is told otherwise must not part them."""
    languages = sorted(lines)
    for number, one in enumerate(languages):
        for other in languages[number + 1 :]:
            if len(lines[one]) == len(lines[other]):
                for mine, theirs in zip(lines[one], lines[other], strict=True):
                    yield from _sentences(one, mine, other, theirs)


def _sentences(one: str, mine: str, other: str, theirs: str) -> Iterator[Row]:
    first, second = _ENDS.split(mine), _ENDS.split(theirs)
    pairs = zip(first, second, strict=True) if len(first) == len(second) else [(mine, theirs)]
    yield from ({one: here, other: there} for here, there in pairs if here.strip() and there.strip())
