"""Review rounds of one practice: the open one, the last verdict, all of them for the authors' timeline."""

from django.db.models import QuerySet

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


def rounds_for_authors(practice: Practice) -> QuerySet[PracticeReview]:
    """All rounds, without the moderators' internal fields: those are not even loaded."""
    rows = PracticeReview.objects.filter(practice=practice).select_related("reason", "moderator")
    return rows.defer("note", "snapshot", "findings")
