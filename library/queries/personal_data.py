"""The personal data of this room for the data export, as JSON-serialisable values."""

from typing import Any

from library.models import Adoption, PracticeAuthor, PracticeReview, StoredFile
from library.queries.practices import own_practices
from library.queries.snapshots import snapshot_of


def practice_data(user: Any) -> dict[str, Any]:
    """Own practices with their newest words, files by name, what one answered, asked and decided."""
    return {
        "practices": [_practice(row) for row in own_practices(user)],
        "named_as_author": list(PracticeAuthor.objects.filter(user=user).values("practice__code", "name", "role")),
        "files": list(StoredFile.objects.filter(by=user).values("name", "mime", "bytes", "at", "practice__code")),
        "asked": list(PracticeReview.objects.filter(asked_by=user).values("practice__code", "asked_at", "answer")),
        "decided": list(
            PracticeReview.objects.filter(moderator=user).values("practice__code", "verdict", "words", "note")
        ),
        "adoptions": list(
            Adoption.objects.filter(by=user).values(
                "practice__code", "worked", "changed", "outcome", "tried_on", "created_at"
            )
        ),
    }


def _practice(row: Any) -> dict[str, Any]:
    newest = row.get_latest_revision_as_object()
    dates = {name: getattr(row, name) for name in ("created_at", "changed_at", "submitted_at", "first_published_at")}
    return {"code": row.code, "state": row.state, **dates, **snapshot_of(newest)}
