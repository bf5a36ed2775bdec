"""Draws the small size of a picture for lists where it is missing: of pictures that came before there was one.

Called by a chore, so no permission is asked. Two at once draw the same bytes to the same place.
"""

import logging
from typing import Final

from django.core.files.base import ContentFile
from django.db.models import Q
from PIL import Image

from library.judging.files.pictures import ROW_WIDTH, row_picture
from library.models import FileKind, StoredFile
from library.models.files import place_of_width, shelf

AT_A_TIME: Final = 50
log = logging.getLogger("koepueroe.library")


def draw_row_pictures() -> int:
    """How many were drawn. The sizes of a picture are kept in order, so the first one tells."""
    missing = Q(widths__0__isnull=True) | Q(widths__0__gt=ROW_WIDTH)
    drawn = 0
    for stored in StoredFile.objects.filter(missing, kind=FileKind.PICTURE, width__gt=ROW_WIDTH).order_by("pk"):
        drawn += _draw(stored)
        if drawn >= AT_A_TIME:
            break
    return drawn


def _draw(stored: StoredFile) -> bool:
    try:
        with shelf().open(str(stored.file.name)) as kept, Image.open(kept) as image:
            small = row_picture(image)
    except OSError:
        log.warning("no small size of picture %s: it cannot be read", stored.code)
        return False
    name = place_of_width(stored, ROW_WIDTH)
    shelf().delete(name)
    shelf().save(name, ContentFile(small))
    StoredFile.objects.filter(pk=stored.pk).update(widths=sorted({*stored.widths, ROW_WIDTH}))
    return True
