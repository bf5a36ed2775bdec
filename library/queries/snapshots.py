"""A practice as plain JSON, frozen at submission: moderators compare it with later rounds."""

from typing import Any, Final

from library.models import PARTS, Practice

PLAIN: Final = ("title", "summary", *PARTS, "evidence", "time_needed", "needs", "offline", "changes", "licence")
DECLARED: Final = ("consent", "safety")


def snapshot_of(text: Practice) -> dict[str, Any]:
    """Words as they stand, terms by their codes, people by their names."""
    return {
        **{name: getattr(text, name) for name in (*PLAIN, *DECLARED)},
        "language": text.language,
        "kind": text.kind.code if text.kind is not None else "",
        **{name: [term.code for term in getattr(text, name).all()] for name in ("subjects", "audience", "fits")},
        "grades": [row.grade for row in text.grades.all()],
        "authors": [
            {
                "user": row.user_id,
                "name": row.name,
                "role": row.role,
                "institution": row.institution_id,
                "school": row.school,
            }
            for row in text.authors.all()
        ],
        "files": [{**file.facts(), "name": file.stored.name} for file in text.files.all()],
        "based_on": text.based_on.code if text.based_on is not None else "",
        "space": text.space_id,
    }
