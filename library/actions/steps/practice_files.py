"""Deletes files of a practice from the disk, after the transaction that deletes their rows is committed."""

from django.db import transaction

from library.models import Practice, StoredFile
from library.models.files import place_of_width, shelf


def forget_files(practice: Practice) -> None:
    """Delete all files of a practice."""
    for stored in StoredFile.objects.filter(practice=practice):
        forget_file(stored)


def forget_file(stored: StoredFile) -> None:
    """Delete the row now, the bytes after the commit."""
    transaction.on_commit(lambda: unlink(stored))
    stored.delete()


def unlink(stored: StoredFile) -> None:
    """Delete the bytes at once, with the smaller sizes of a picture."""
    if not stored.file.name:
        return
    for name in (stored.file.name, *(place_of_width(stored, width) for width in stored.widths)):
        shelf().delete(name)
