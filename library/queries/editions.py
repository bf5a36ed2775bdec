"""What belongs to a published practice: its other languages, its older editions, what others made of it."""

from django.db.models import QuerySet

from library.models import Practice, PracticeReview
from library.policy import EDITIONS_LISTED
from library.queries.practices import practices_published


def siblings(practice: Practice) -> QuerySet[Practice]:
    """The texts of this practice in all languages, published or not, this one included."""
    rows = Practice.objects.filter(translation_key=practice.translation_key)
    return rows.select_related("locale").order_by("pk")


def published_rounds(practice: Practice) -> list[PracticeReview]:
    verdict = PracticeReview.Verdict.PUBLISHED
    rows = PracticeReview.objects.filter(practice=practice, verdict=verdict).select_related("revision")
    return list(rows.order_by("decided_at", "pk"))


def edition(practice: Practice, number: int) -> Practice | None:
    """The words of an older edition; files that the present one does not show are not handed out any more."""
    rounds = published_rounds(practice)
    if not 1 <= number < len(rounds) or rounds[number - 1].revision is None:
        return None
    old: Practice = rounds[number - 1].revision.as_object()  # type: ignore[union-attr]  # asked above
    now = {file.stored_id for file in practice.files.all()}
    old.files = [file for file in old.files.all() if file.stored_id in now]
    return old


def built_upon(practice: Practice) -> list[Practice]:
    """What others made of it, and is published."""
    rows = practices_published().filter(based_on__translation_key=practice.translation_key)
    return list(rows.select_related("locale").order_by("-first_published_at", "pk")[:EDITIONS_LISTED])
