"""From the last step of a practice straight to review, where its author need not look at anything once more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from core.errors import Conflict, Invalid
from core.permissions import allowed
from library.actions.submitting import submit_practice
from library.models import Practice
from library.queries.practices import newest_words
from library.queries.preflight import findings
from library.queries.review_rounds import last_verdict


def sends_at_once(user: Any, practice: Practice) -> bool:
    """Not what was sent back: its author reads the moderator's words first, and may answer them."""
    new = practice.state == Practice.State.DRAFT and last_verdict(practice) is None
    return new and allowed(user, "library.submit", practice)


def send_at_once(request: HttpRequest, saved: Practice) -> None:
    """Nothing where something is missing or should be looked at again: the page that follows says each of it."""
    if not sends_at_once(request.user, saved) or findings(newest_words(saved)):
        return
    try:
        submit_practice(practice=saved, by=request.user, version=saved.version)
    except (Invalid, Conflict) as fault:
        messages.warning(request, str(fault.text))
