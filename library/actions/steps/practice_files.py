"""The bytes of a practice on the disk: taken away with the row that names them, after its transaction is committed."""

from django.db import transaction

from library.models import Practice, StoredFile
from library.models.files import place_of_width, shelf


def forget_files(practice: Practice) -> None:
    """All bytes of a practice, after the commit that takes its row away."""
    for stored in StoredFile.objects.filter(practice=practice):
        forget_file(stored)


def forget_file(stored: StoredFile) -> None:
    """The row now, its bytes after the commit."""
    transaction.on_commit(lambda: unlink(stored))
    stored.delete()


def unlink(stored: StoredFile) -> None:
    """The bytes alone, and the smaller sizes beside them."""
    if not stored.file.name:
        return
    for name in (stored.file.name, *(place_of_width(stored, width) for width in stored.widths)):
        shelf().delete(name)
