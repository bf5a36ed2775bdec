"""The review queue: open rounds, due dates, claims. Expiry of a claim is computed when read; no job frees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from accounts.models import User
from library.models import PracticeReview
from library.policy import CLAIM_KEPT, DECIDED_WITHIN
from library.queries.conflicts_of_interest import judges, parts_of
from twinning.queries.institution_names import WITH_NAMES

DESK: Final = "practices"  # the topic of its sockets
OPEN: Final = Q(decided_at=None, recalled_at=None)


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """What the head of the desk says. `in_time` is a part of `decided`."""

    waiting: int
    overdue: int
    held: int
    mine: int
    decided: int
    in_time: int


def reviews_visible_to(user: Any) -> QuerySet[PracticeReview]:
    """Rounds, open and past, of practices in which the person has no part: notes of moderators stand in them."""
    if not judges(user):
        return PracticeReview.objects.none()
    rows = PracticeReview.objects.all()
    for keys in parts_of(user):
        rows = rows.exclude(practice__in=keys)
    return rows


def open_reviews(user: Any) -> QuerySet[PracticeReview]:
    return reviews_visible_to(user).filter(OPEN)


def first_due(user: Any) -> datetime | None:
    due: datetime | None = open_reviews(user).aggregate(first=Min("due_at"))["first"]
    return due


def queue(user: Any, show: str = "all") -> QuerySet[PracticeReview]:
    """Due first, with what a row of the list needs; the text that was handed in stays in the database."""
    rows = open_reviews(user).filter(_shown(user, show)).order_by("due_at", "pk")
    rows = rows.annotate(title=KeyTextTransform("title", "snapshot")).defer("snapshot", "note", "words", "answer")
    rows = rows.select_related("moderator", "practice__locale", "practice__institution")
    return rows.prefetch_related(f"practice__institution__{WITH_NAMES.prefetch_to}")


def numbers(user: Any) -> DeskNumbers:
    now, rows = timezone.now(), open_reviews(user)
    done = PracticeReview.objects.filter(moderator=user, decided_at__gte=now - DECIDED_WITHIN).aggregate(
        n=Count("pk"), in_time=Count("pk", filter=Q(decided_at__lte=F("due_at")))
    )
    # Each by its own index: together they would read every text that was handed in.
    return DeskNumbers(
        waiting=rows.count(),
        overdue=rows.filter(due_at__lt=now).count(),
        held=rows.filter(_held()).count(),
        mine=rows.filter(_shown(user, "mine")).count(),
        decided=done["n"],
        in_time=done["in_time"],
    )


def holder_of(review: PracticeReview) -> User | None:
    """Who holds a claim that has not expired (CLAIM_KEPT)."""
    return review.moderator if review.moderator_id is not None and free_at(review) > timezone.now() else None


def free_at(review: PracticeReview) -> datetime:
    """When a claim expires: CLAIM_KEPT after the last work on it."""
    worked = review.worked_at or review.claimed_at or review.asked_at
    return worked + CLAIM_KEPT


def is_open(review: PracticeReview) -> bool:
    return review.decided_at is None and review.recalled_at is None


def earlier_rounds(review: PracticeReview) -> list[PracticeReview]:
    """Newest first."""
    rows = PracticeReview.objects.filter(practice=review.practice_id, round__lt=review.round)
    return list(rows.select_related("reason", "moderator").defer("findings").order_by("-round"))


def newest_round(review: PracticeReview) -> PracticeReview | None:
    """The latest one that came after it, if the practice came back."""
    rows = PracticeReview.objects.filter(practice=review.practice_id, round__gt=review.round)
    return rows.order_by("-round").defer("snapshot", "findings").first()


def _held() -> Q:
    return Q(moderator__isnull=False, worked_at__gt=timezone.now() - CLAIM_KEPT)


def _shown(user: Any, show: str) -> Q:
    if show == "mine":
        return _held() & Q(moderator=user)
    if show == "free":
        return ~_held()
    return Q(due_at__lt=timezone.now()) if show == "overdue" else Q()
