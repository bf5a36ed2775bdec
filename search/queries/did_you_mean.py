"""Corrects the words of a question that stand nowhere as typed, from words of public entries."""

from typing import Any, Final

from search.analysis import Question, Term, Word, read_question
from search.analysis.languages import TAGS
from search.analysis.slips import Near, best, can_slip, is_form_of, near
from search.queries import vocabulary
from search.queries.search_results import stands

MOST: Final = 8  # words of one question; whoever has more slips wrote in no language of the site


def did_you_mean(question: Question, *, user: Any, language: str) -> str:
    """The question with its slips mended; "" where every word stands somewhere, or nothing near is known.

    A word stands where a public entry has it, or one that this person may see: in any form, or by its meaning. What is
    in quotes is asked for as it is.
    """
    standing = vocabulary.standing(question.words)
    quoted = {word.surface for phrase in question.phrases for word in phrase}
    strange = [word for word in question.words if standing.isdisjoint(word.terms) and word.surface not in quoted]
    strange = [word for word in strange if can_slip(word.surface)]
    if not 0 < len(strange) <= MOST:
        return ""
    languages = frozenset(term.token[0] for term in standing if term.kind == "s") or frozenset(TAGS.get(language, ""))
    meant = [(word, _meant(word, languages)) for word in strange if not _is_seen(word, user)]
    return _mended(question.text, [(word, known) for word, known in meant if known and _may_be_told(known, user)])


def _meant(word: Word, languages: frozenset[str]) -> str:
    found = near(word.surface, vocabulary.alike(word.surface))
    if any(is_form_of(word.surface, one) for one in found):
        return ""
    seen = vocabulary.seen(stem for one in found for stem in one.stems)
    chosen: Near | None = best(found, seen=seen, languages=languages)
    return chosen.known.word if chosen else ""


def _may_be_told(known: str, user: Any) -> bool:
    """The index may still know a word that was hidden a moment ago."""
    return any(_is_seen(word, user) for word in read_question(known).words)


def _is_seen(word: Word, user: Any) -> bool:
    """Whether it stands in anything that this person may see, though the vocabulary does not know it."""
    terms = tuple(Term(kind, token) for kind, token in word.terms if kind in "wsxp")
    return stands(Question(word.surface, (word._replace(terms=terms),)), user=user)


def _mended(text: str, meant: list[tuple[Word, str]]) -> str:
    """In the capitals of what was typed; "" where nothing is mended."""
    for word, known in sorted(meant, reverse=True):
        typed = text[word.start : word.end]
        capitals = known.upper() if typed.isupper() else known.capitalize() if typed.istitle() else known
        text = text[: word.start] + capitals + text[word.end :]
    return text if meant else ""
