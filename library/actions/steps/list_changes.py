"""Marks a practice as changed for the library's catalogue and for the search."""

from django.db.models import F

from core.findable import changed
from library.models import Practice, ShelfMark


def lists_changed(practice: Practice) -> None:
    """Call within a transaction. Catalogue and search index read all languages of this practice again."""
    if not ShelfMark.objects.update(number=F("number") + 1):
        ShelfMark.objects.create(number=1)
    rows = Practice.objects.filter(translation_key=practice.translation_key)
    changed("practices", *rows.values_list("code", flat=True))
