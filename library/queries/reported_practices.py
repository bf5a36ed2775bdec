"""What a report about a practice needs: the practice by code, and a copy of its text."""

from typing import Any

from library.models import Practice
from library.queries.practices import practices_visible_to


def find_practice(user: Any, code: str) -> Practice | None:
    rows = practices_visible_to(user).filter(live=True).select_related("owner", "locale")
    return rows.filter(code=code).first()


def seen_of(practice: Practice) -> dict[str, Any]:
    """What stood there when it was reported."""
    return {
        "text": f"{practice.title}\n\n{practice.summary}",
        "language": practice.language,
        "edition": practice.edition,
    }
