"""What a proposal says, checked before it is stored: by the form for its preview, by the verb for good."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.language.formats import format_date
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.terms import labels_of, terms_of
from core.text import clean
from twinning.policy import (
    LONGEST_PARTNERSHIP_DAYS,
    MILESTONE_CHARACTERS,
    PROPOSAL_CHARACTERS,
    PROPOSAL_TITLE_CHARACTERS,
    PROPOSED_MILESTONES,
)
from twinning.queries.phrase_book import SCHEME

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


class Letter(TypedDict):
    """`plan` and `phrases` as in the model; a `due` may be empty."""

    title: str
    work: str
    starts: date
    ends: date
    plan: Sequence[Mapping[str, Any]]
    phrases: Sequence[Mapping[str, Any]]
    words: str
    language: str


def checked_letter(letter: Letter) -> dict[str, Any]:
    """The fields of a proposal, clean. Raise Invalid, naming the field."""
    title, words = check_name(letter["title"], field="title"), clean(letter["words"], multiline=True)
    if not title:
        raise Invalid(_("Give the project a name of at most 120 characters."), field="title")
    check_length(title, most=PROPOSAL_TITLE_CHARACTERS, field="title")
    if letter["work"] not in {term.code for term in terms_of("work")}:
        raise Invalid(_("Choose one of the kinds of work."), field="work")
    check_length(words, most=PROPOSAL_CHARACTERS, field="words")
    if not _LANGUAGE.fullmatch(letter["language"]):
        raise Invalid(_("Choose the language in which you write."), field="language")
    phrases = _phrases(letter["phrases"])
    if not phrases and not words:
        raise Invalid(_("Choose at least one sentence or write some words of your own."), field="words")
    _check_days(letter["starts"], letter["ends"])
    return {
        **letter,
        "title": title,
        "words": words,
        "phrases": phrases,
        "plan": _plan(letter["plan"], letter["starts"], letter["ends"]),
    }


def _check_days(starts: date, ends: date) -> None:
    if starts < timezone.localdate():
        raise Invalid(_("The first day has passed. Choose a later one."), field="starts")
    if ends < starts:
        raise Invalid(_("The end lies before the start."), field="ends")
    if (ends - starts).days > LONGEST_PARTNERSHIP_DAYS:
        raise Invalid(_("Plan at most two years; you can go on together afterwards."), field="ends")


def _phrases(phrases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    known = labels_of(SCHEME)
    if any(phrase.get("key") not in known for phrase in phrases):
        raise Invalid(_("One of the sentences is not in the phrase book. Choose again."), field="phrases")
    return [
        {"key": p["key"], "params": {str(k): clean(str(v))[:120] for k, v in dict(p.get("params", {})).items()}}
        for p in phrases
    ]


def _plan(plan: Sequence[Mapping[str, Any]], starts: date, ends: date) -> list[dict[str, str]]:
    if len(plan) > PROPOSED_MILESTONES:
        raise Invalid(_("At most twelve milestones, please."), field="plan")
    return [_milestone(item, starts, ends) for item in plan]


def _milestone(item: Mapping[str, Any], starts: date, ends: date) -> dict[str, str]:
    term, title = str(item.get("term", "")), clean(str(item.get("title", "")))
    if term and term not in labels_of("milestone"):
        raise Invalid(_("One of the milestones is not in the list. Choose again."), field="plan")
    if not term and not title:
        raise Invalid(_("Each milestone needs a name of at most 160 characters."), field="plan")
    if not term:
        check_length(title, most=MILESTONE_CHARACTERS, field="plan")
    return {"term": term, "title": title, "due": _due(str(item.get("due") or ""), starts, ends)}


def _due(text: str, starts: date, ends: date) -> str:
    if not text:
        return ""
    try:
        due = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(_("“%(text)s” is not a date.") % {"text": text[:40]}, field="plan") from error
    if said := due_fault(due, starts, ends):
        raise Invalid(said, field="plan")
    return text


def due_fault(due: date, starts: date | None, ends: date | None) -> str:
    """Why a milestone cannot be due on this day; empty where it can, or where a first or last day is not known yet."""
    if starts and due < starts:
        return _("This day lies before the start of the project, %(day)s.") % {"day": format_date(starts)}
    if ends and due > ends:
        return _("This day lies after the end of the project, %(day)s.") % {"day": format_date(ends)}
    return ""
