"""Template tags of practices: context of the body, rows that curators chose, file sizes."""

from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.language.formats import format_decimal, format_number
from core.web.tags.page_head import Crumbs, in_language
from library.models import Practice, PracticeFile, StoredFile
from library.queries.catalogue import catalogue
from library.queries.practice_list import chosen_practices
from library.showing.practice_body import ShownPractice, shown
from library.showing.practice_rows import rows_of

register = template.Library()
KILO: Final = 1000
WIDEST: Final = 300


@register.simple_tag
def shown_practice(practice: Practice) -> ShownPractice:
    return shown(practice)


@register.simple_tag
def chosen_rows(practices: list[Practice | None]) -> list[dict[str, Any]]:
    """What a curator chose and is published, as rows."""
    chosen = chosen_practices([practice.pk for practice in practices if practice is not None])
    return rows_of(chosen, catalogue()) if chosen else []


@register.simple_tag
def picture_url(practice: Practice, file: PracticeFile, width: int) -> str:
    """The smallest kept size that is at least so wide; else the picture itself."""
    kept = next((size for size in sorted(file.stored.widths) if size >= width), None)
    if kept is None:
        return reverse("library:file", args=[practice.code, file.code])
    return reverse("library:file_width", args=[practice.code, file.code, kept])


@register.simple_tag
def bounds(stored: StoredFile) -> SafeString:
    """Width and height of a picture within WIDEST: the shape for the sheet, the size where no sheet is understood."""
    width = min(stored.width or WIDEST, WIDEST)
    height = round(width * (stored.height or 1) / (stored.width or 1))
    return format_html('width="{}" height="{}"', str(width), str(height))


@register.filter
def filesize_said(size: int) -> str:
    """240 kB, 3.4 MB: in thousands, as phones and networks count."""
    if size < KILO * KILO:
        return _("%(n)s kB") % {"n": format_number(max(1, round(size / KILO)))}
    return _("%(n)s MB") % {"n": format_decimal(size / KILO / KILO)}


@register.filter
def titled(practice: Practice) -> str:
    """Its title in its language; where it has none, that in the reader's."""
    return in_language(practice.title, practice.language) if practice.title else _("A practice without a title")


@register.simple_tag
def practice_way(practice: Practice) -> Crumbs:
    """`{% practice_way practice as way %}`: the library, and the practices of its kind."""
    shelves = reverse("library:library")
    way: Crumbs = [(shelves, _("Library"))]
    if practice.kind:
        way.append((f"{shelves}?kind={practice.kind.code}", capfirst(str(practice.kind.label))))
    return way


@register.filter
def practice_tone(practice: Any) -> str:
    """The colour of its state."""
    tones = {"published": "green", "returned": "gold", "submitted": "blue", "taken_down": "red"}
    return tones.get(practice.state, "")
