"""How a question was read, shown back: chips that take a phrase or a word away, slips that were mended, words that
stand nowhere, and the bound up to which a long question is read.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import format_number
from search.analysis import Question
from search.analysis.languages import UNKNOWN
from search.analysis.question_pieces import Piece, pieces_of
from search.analysis.reading import analyse
from search.policy import QUESTION_CHARACTERS, QUESTION_WORDS
from search.queries.answers import Answer

EXACT: Final = "exact"  # in an address: search for what is typed, slips and all
PAGE: Final = "page"


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`chips`: see components/tags.html. `meant` and `instead`: the question with its slips mended, and as typed.
    `lost`: words that stand nowhere, and the search without them. `bound`: what was left unread, as a sentence.
    """

    chips: list[dict[str, Any]]
    meant: Link | None = None
    instead: Link | None = None
    lost: Link | None = None
    several_lost: bool = False
    bound: str = ""


def reading_of(answer: Answer, query: QueryDict) -> Reading:
    """`query`: what the address says, as far as it is understood; links keep its facets."""
    question, found = answer.question, answer.found
    lost = [question.words[place].surface for place in found.lost] if found.wide else []
    without = _without_words(question.text, lost) if lost else ""
    return Reading(
        chips=list(_chips(question, query)),
        meant=Link(question.text, address(query, question.text)) if answer.typed else None,
        instead=Link(answer.typed, address(query, answer.typed, exact=True)) if answer.typed else None,
        lost=Link(", ".join(lost), address(query, without)) if without else None,
        several_lost=len(lost) > 1,
        bound="" if question.whole else _bound(question),
    )


def address(query: QueryDict, text: str, *, exact: bool = False) -> str:
    """The search for this text, with the facets of `query`."""
    asked = query.copy()
    for name in ("q", EXACT, PAGE):
        asked.pop(name, None)
    asked["q"] = text
    if exact:
        asked[EXACT] = "1"
    return f"{reverse('search:search')}?{asked.urlencode()}"


def _chips(question: Question, query: QueryDict) -> Iterator[dict[str, Any]]:
    text = question.text
    for piece in pieces_of(text[:QUESTION_CHARACTERS]):
        if piece.kind != "text":
            left = " ".join((text[: piece.start] + " " + text[piece.end :]).split())
            yield {"label": _label(text, piece), "icon": "x", "tone": "blue", "url": address(query, left)}


def _label(text: str, piece: Piece) -> str:
    words = text[piece.first : piece.last].strip()
    sentence = _("without “%(words)s”") if piece.kind == "without" else _("“%(words)s”, word for word")
    return sentence % {"words": words}


def _without_words(text: str, lost: Collection[str]) -> str:
    places = [(token.start, token.end) for token in analyse(text, UNKNOWN) if token.surface in lost]
    for start, end in reversed(places):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(word for word in text.split() if any(sign.isalnum() for sign in word))


def _bound(question: Question) -> str:
    if len(question.text) > QUESTION_CHARACTERS:
        said = _(
            "Your question is long: its first %(most)s characters were searched for, with at most %(words)s words."
        )
    else:
        said = _("Your question is long: its first %(words)s words were searched for.")
    return said % {"most": format_number(QUESTION_CHARACTERS), "words": format_number(QUESTION_WORDS)}
