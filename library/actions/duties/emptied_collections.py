"""Takes the demo's collections off the library's first page when no practice is left in them.

They would stand in its editor and be shown to nobody. Called while the demo is removed, so no permission is asked.
"""

import json
from typing import Any

from wagtail.models import Revision

from library.models import LibraryPage, Practice
from library.queries.landing_page import COLLECTION

Row = dict[str, Any]


def take_emptied_away() -> None:
    """Off the pages, and out of their revisions: an older one that is brought back shall not bring them. What somebody
    real has written, or changed since, stays."""
    for page in LibraryPage.objects.all():
        revisions = list(Revision.page_revisions.filter(object_id=str(page.pk)).select_related("user"))
        of_demo = {_words(row) for one in revisions if one.user and one.user.is_demo for row in _rows(one)}
        for revision in revisions:
            _clear_revision(revision, of_demo)
        rows = page.rows.get_prep_value()
        kept = _kept(rows, of_demo)
        if len(kept) != len(rows):
            page.rows = kept
            page.save()


def _clear_revision(revision: Revision, of_demo: set[Any]) -> None:
    rows = _rows(revision)
    kept = _kept(rows, of_demo)
    if len(kept) != len(rows):
        revision.content["rows"] = json.dumps(kept)
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _rows(revision: Revision) -> list[Row]:
    """As Wagtail keeps them there: as text."""
    found: list[Row] = json.loads(revision.content.get("rows") or "[]")
    return found


def _kept(rows: list[Row], of_demo: set[Any]) -> list[Row]:
    return [row for row in rows if not (row["type"] == COLLECTION and _words(row) in of_demo and _is_empty(row))]


def _words(row: Row) -> Any:
    """What one collection is known by, as long as nobody changed its words."""
    value = row["value"] if row["type"] == COLLECTION else {}
    return str(row.get("id")), value.get("title"), value.get("lead")


def _is_empty(row: Row) -> bool:
    items = row["value"]["practices"]
    keys = [item["value"] if isinstance(item, dict) else item for item in items]
    return not Practice.objects.filter(pk__in=[key for key in keys if key]).exists()
