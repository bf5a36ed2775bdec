"""Reports of messages, posts, practices, people."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.codes import new_code


class Report(models.Model):
    """A report of anything. Kept with the words that were seen, so that an edit does not hide them."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports_about"
    )
    reason = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    seen = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdict = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "by"],
                condition=models.Q(answered_at=None),
                name="report_once_while_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"
