"""Wishes as matching reads them: one row of bytes each, in the order of their changes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.deletion import Collector

from twinning.models.wishes import Wish


def emptied(collector: Collector, field: models.Field[Any, Any], rows: Any, _using: str) -> None:
    """A wish is deleted: its row stays, without bytes, as a change that every process reads."""
    for name in (field.name, "row", "number"):
        collector.add_field_update(rows.model._meta.get_field(name), None, rows)  # noqa: SLF001 - Django's documented name


class PackedWish(models.Model):
    """What `twinning.matching.packed.pack` says of a wish; no bytes where it meets nobody.

    number      of the change, rising over all wishes; None until a change that was committed gets its own. Who reads
                takes all rows without a number and those with a greater one than they know
    checked_at  when the row was last compared with the wish
    """

    wish = models.OneToOneField(Wish, null=True, on_delete=emptied, related_name="packed")
    row = models.BinaryField(null=True)
    number = models.BigIntegerField(null=True, db_index=True)
    checked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.wish_id} {self.number}"


class PackedCount(models.Model):
    """One row: the number of the last change. Its lock is held until the rows that got it are committed."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class PackedCode(models.Model):
    """Which position stands for which code in packed rows: for ever, new codes at the end."""

    scheme = models.CharField(max_length=10)
    code = models.CharField(max_length=64)
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], name="packed_code_once"),
            models.UniqueConstraint(fields=["scheme", "position"], name="packed_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"
