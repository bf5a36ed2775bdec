"""The timeline of a practice for its authors: submitted, claimed, sent back and why, published, taken down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from core.audit_reading import deeds_of, ground_for
from core.language.formats import format_datetime, format_relative
from core.models import Deed
from core.terms import label
from library.models import Practice, PracticeReview
from library.queries.review_queue import holder_of, is_open
from library.queries.review_rounds import rounds_for_authors

AFTER: Final = ("library.take_down", "library.restore")


@dataclass(frozen=True, slots=True)
class TimelineMoment:
    """One line, newest first. tone: "", green, gold, red. `words` are a person's, in `lang`; never an internal note."""

    said: str
    at: datetime
    detail: str = ""
    tone: str = ""
    icon: str = ""
    reason: str = ""
    words: str = ""
    lang: str = ""
    answer: str = ""


def timeline_of(practice: Practice) -> list[TimelineMoment]:
    """For those who may `library.see_timeline`. Moderators are named by office, never by person."""
    found = [moment for review in rounds_for_authors(practice) for moment in _of_round(review)]
    found += [_of_deed(deed) for deed in deeds_of(practice).filter(deed__in=AFTER).order_by("pk")]
    return sorted(found, key=lambda moment: moment.at, reverse=True)


def _of_round(review: PracticeReview) -> Iterator[TimelineMoment]:
    yield TimelineMoment(_handed_in(review), review.asked_at, icon="send", answer=review.answer, detail=_due(review))
    if is_open(review) and holder_of(review) is not None and review.claimed_at is not None:
        yield TimelineMoment(_("A moderator reads it"), review.claimed_at, icon="eye", tone="blue")
    if review.recalled_at is not None:
        yield TimelineMoment(_("Taken back to be changed"), review.recalled_at, icon="undo-2")
    if review.decided_at is None:
        return
    if review.verdict == PracticeReview.Verdict.PUBLISHED:
        said = {"words": review.words, "lang": review.language}
        yield TimelineMoment(_("Published"), review.decided_at, icon="check", tone="green", **said)
        return
    reason = review.reason.label if review.reason is not None else ""
    yield TimelineMoment(
        _("Sent back"),
        review.decided_at,
        icon="corner-up-left",
        tone="red",
        reason=reason,
        words=review.words,
        lang=review.language,
    )


def _handed_in(review: PracticeReview) -> str:
    return _("Submitted") if review.round == 1 else _("Submitted again")


def _due(review: PracticeReview) -> str:
    if not is_open(review):
        return ""
    said = {"moment": format_datetime(review.due_at), "when": format_relative(review.due_at)}
    return _("A moderator answers by %(moment)s (%(when)s).") % said


def _of_deed(deed: Deed) -> TimelineMoment:
    # Words to the authors; who reads this page was asked by it (library.see_timeline).
    words = ground_for(deed, None, judges=True)
    if deed.deed == "library.restore":
        return TimelineMoment(_("Shown again"), deed.at, icon="check", tone="green", words=words)
    reason = label("report", deed.data.get("reason", ""))
    return TimelineMoment(
        _("Taken down"),
        deed.at,
        icon="eye-off",
        tone="red",
        reason=reason,
        words=words,
        lang=deed.data.get("language", ""),
    )
