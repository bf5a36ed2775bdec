"""Who hears of a review: all its authors by notice and mail, each in their language, and open pages of the desk."""

from typing import Any

from django.urls import reverse

from accounts.queries.officers_to_tell import moderators_to_tell
from community.actions.steps.notices import notify
from core.live.outbox import tell
from core.permissions import allowed
from library.models import Practice, PracticeReview
from library.queries.review_queue import DESK


def people_of(practice: Practice) -> list[Any]:
    """The owner and every author who is named with an account, in the newest words too."""
    rows = [*practice.authors.all(), *practice.get_latest_revision_as_object().authors.all()]
    people = [practice.owner, *(row.user for row in rows)]
    return list({person.pk: person for person in people if person is not None}.values())


def tell_authors(practice: Practice, key: str, *, once: str, reason: str = "", title: str = "") -> None:
    """Which practice and which reason, never the words: those stand on its page alone.

    Nobody's block keeps it back: it is an office that tells this, not a person.
    """
    for person in people_of(practice):
        notify(
            user=person,
            key=key,
            params={"title": title or practice.title, "reason": reason},
            url=reverse("library:timeline", args=[practice.code]),
            dedupe=f"{key}:{once}",
            overtakes=True,
        )


def tell_moderators(review: PracticeReview) -> None:
    """That a round waits: those who have no part in the practice."""
    for judge in moderators_to_tell(may=lambda person: allowed(person, "library.review", review)):
        notify(
            user=judge,
            key="library.review_waits",
            params={"title": str(review.snapshot.get("title") or review.practice.title)},
            url=reverse("library:review", args=[review.code]),
            dedupe=f"review_waits:{review.code}",
        )


def tell_desk() -> None:
    """Open pages of the queue ask anew what they may show; the news itself says nothing."""
    tell(DESK, "changed", {})
