"""Blocks between people."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Block(models.Model):
    """`by` wants to read nothing more of `blocked` and not be written to."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~models.Q(by=models.F("blocked")), name="block_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} blocks {self.blocked_id}"
