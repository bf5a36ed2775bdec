from typing import ClassVar

from django.conf import settings
from django.db import models


class NoticeBox(models.Model):
    """One a person: the number of their last notice, so that a page can ask what came after N."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_box")
    head_seq = models.PositiveBigIntegerField(default=0)
    read_seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id} {self.head_seq}"


class Notice(models.Model):
    """Something a person should know: a key and its parameters, never text, so that each reads it in their language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    seq = models.PositiveBigIntegerField()
    key = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    dedupe = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "seq"], name="notice_seq_once")]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.seq} {self.key}"
