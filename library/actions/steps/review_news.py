"""Tells of a review: notices and mails to authors and moderators, socket events to open pages of the queue."""

from typing import Any

from django.urls import reverse

from accounts.queries.officers_to_tell import moderators_at_desk, moderators_to_tell
from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from core.live.outbox import tell
from core.permissions import allowed
from core.today_numbers import today_changed
from library.models import Practice, PracticeReview
from library.queries.review_queue import DESK


def people_of(practice: Practice) -> list[Any]:
    """The owner and all authors with an account, of the public and of the newest text."""
    rows = [*practice.authors.all(), *practice.get_latest_revision_as_object().authors.all()]
    people = [practice.owner, *(row.user for row in rows)]
    return list({person.pk: person for person in people if person is not None}.values())


def tell_authors(practice: Practice, key: str, *, once: str, reason: str = "", title: str = "", asks: str = "") -> None:
    """The notice names the practice and the reason; the words of the moderator are read on its page alone.

    Sent also where somebody has blocked the moderator: it comes from an office, not from a person.
    """
    for person in people_of(practice):
        notify(
            user=person,
            key=key,
            params={"title": title or practice.title, "reason": reason},
            url=reverse("library:timeline", args=[practice.code]),
            dedupe=f"{key}:{once}",
            overtakes=True,
            asks=asks,
        )


def changes_of(practice: Practice) -> str:
    """What a practice that was sent back waits for."""
    return f"returned:{practice.code}"


def sent_again(practice: Practice) -> None:
    """Or deleted: nothing is left to change in it."""
    settled(changes_of(practice))


def tell_moderators(review: PracticeReview) -> None:
    """That a round waits: to moderators without a conflict of interest."""
    for judge in moderators_to_tell(may=lambda person: allowed(person, "library.review", review)):
        notify(
            user=judge,
            key="library.review_waits",
            params={"title": str(review.snapshot.get("title") or review.practice.title)},
            url=reverse("library:review", args=[review.code]),
            dedupe=f"review_waits:{review.code}",
            asks=_reading(review),
        )


def taken_over(review: PracticeReview) -> None:
    """Somebody reads it or has decided, or it was taken back: no other moderator need."""
    settled(_reading(review))


def _reading(review: PracticeReview) -> str:
    return f"review_waits:{review.code}"


def tell_desk(practice: Practice) -> None:
    """The event carries no data: open pages of the queue load what they may show. What waits for moderators and for
    those who wrote the practice is counted anew.
    """
    tell(DESK, "changed", {})
    today_changed(moderators_at_desk())
    today_changed(people_of(practice))
