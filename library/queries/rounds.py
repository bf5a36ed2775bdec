"""The rounds of a review, as the author meets them."""

from library.models import Practice, PracticeReview


def last_verdict(practice: Practice) -> PracticeReview | None:
    """What a moderator said last; None while nothing was decided, or since it was published."""
    decided = PracticeReview.objects.filter(practice=practice.pk, decided_at__isnull=False).select_related(
        "reason", "practice"
    )
    last = decided.order_by("-round").first()
    return last if last is not None and last.verdict == PracticeReview.Verdict.RETURNED else None


def open_round(practice: Practice) -> PracticeReview | None:
    return PracticeReview.objects.filter(practice=practice.pk, decided_at=None, recalled_at=None).first()
