"""What verbs and publishing tell the library's lists and the search."""

from django.db.models import F

from core.findable import changed
from library.models import Practice, ShelfMark


def lists_changed(practice: Practice) -> None:
    """Within a transaction: the library's lists and the search read this practice anew, in all its languages."""
    if not ShelfMark.objects.update(number=F("number") + 1):
        ShelfMark.objects.create(number=1)
    rows = Practice.objects.filter(translation_key=practice.translation_key)
    changed("practices", *rows.values_list("code", flat=True))
