"""Rows of the review queue, and the findings of a round sorted by weight."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.findable import Tag
from core.language.country_and_language_names import language_name
from core.language.formats import format_datetime, format_number, format_relative
from library.judging.preflight_findings import DESK, ERROR, REMARK
from library.models import PracticeReview
from library.policy import DUE_SOON
from library.queries.review_queue import free_at, holder_of
from library.showing.preflight_findings import saying
from twinning.showing.institution_names import shown_name

WEIGHTS = (ERROR, DESK, REMARK)
TICKS = {ERROR: ("bad", "x"), DESK: ("gap", "copy"), REMARK: ("gap", "triangle-alert")}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One line of the check: `tone` and `icon` repeat the weight, `compare` is the practice that it looks like."""

    text: str
    tone: str
    icon: str
    compare: str = ""


def found_in(stored: Iterable[Mapping[str, Any]], *, seen: Collection[str] = ()) -> list[ShownFinding]:
    """Errors first, then what only the desk reads, then remarks. `seen`: practices that can still be opened."""
    rows = [row for row in stored if row.get("weight") in WEIGHTS]
    rows.sort(key=lambda row: WEIGHTS.index(row["weight"]))
    found = []
    for row in rows:
        code = compared(row)
        found.append(ShownFinding(saying(row), *TICKS[row["weight"]], compare=code if code in seen else ""))
    return found


def row_of(review: Any, user: Any) -> dict[str, Any]:
    """As templates/components/queue_row.html wants it; `review` comes from library.queries.review_queue.queue."""
    url = reverse("library:review", args=[review.code])
    holder = holder_of(review)
    claim = {"label": _("Claim"), "url": reverse("library:claim", args=[review.code]), "post": True}
    return {
        **due_of(review),
        "title": review.title or review.practice.title,
        "lang": review.practice.language,
        "url": url,
        "meta": _meta(review),
        "tags": tags_of(review),
        "holder": _holder(review, holder, user) if holder is not None else "",
        "actions": [claim],
    }


def due_of(review: PracticeReview) -> dict[str, str]:
    left = review.due_at - timezone.now()
    state = "late" if left < timedelta(0) else "soon" if left < DUE_SOON else ""
    when = format_datetime(review.due_at)
    detail = _("overdue since %(moment)s") % {"moment": when} if state == "late" else when
    return {"due": format_relative(review.due_at), "due_detail": detail, "due_state": state}


def tags_of(review: PracticeReview) -> list[Tag]:
    counts = {weight: sum(row.get("weight") == weight for row in review.findings) for weight in WEIGHTS}
    tags = []
    if n := counts[ERROR]:
        said = ngettext("%(count)s error", "%(count)s errors", n) % {"count": format_number(n)}
        tags.append(Tag(label=said, tone="red", icon="x"))
    if n := counts[REMARK]:
        said = ngettext("%(count)s remark", "%(count)s remarks", n) % {"count": format_number(n)}
        tags.append(Tag(label=said, tone="gold", icon="triangle-alert"))
    if counts[DESK]:
        tags.append(Tag(label=_("looks like another one"), tone="gold", icon="copy"))
    return tags or [Tag(label=_("check is clean"), tone="green", icon="check")]


def _meta(review: PracticeReview) -> str:
    school = review.practice.institution
    # Sentences of their own: no ending hangs on a name, and none is needed between them.
    parts = [str(shown_name(school)), school.shown_place] if school is not None else []
    facts = [", ".join(filter(None, parts)), language_name(review.practice.language).capitalize()]
    if review.round > 1:
        facts.append(_("Round %(number)s") % {"number": format_number(review.round)})
    return ". ".join(filter(None, facts))


def _holder(review: PracticeReview, holder: Any, user: Any) -> str:
    if holder == user:
        return _("claimed by you")
    return _("%(name)s has it, free %(when)s") % {"name": holder, "when": format_relative(free_at(review))}


def compared(row: Mapping[str, Any]) -> str:
    """The code of the practice whose words are nearly the same; empty for other findings."""
    params = row.get("params") or {}
    return str(params.get("practice", "")) if row.get("code") == "same_text" else ""
