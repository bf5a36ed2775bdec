"""Questions that somebody keeps, and wants to hear of."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.codes import new_code


class SavedSearch(models.Model):
    """`tell`: a notice when something new fits. `looked_at`: what was indexed before was looked at; `told_until`: what
    was changed before was told, or stood there when it was saved."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    facets = models.JSONField(default=dict)
    tell = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)
    told_until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "saved searches"
        indexes: ClassVar = [models.Index(fields=["tell", "looked_at"], name="search_saved_looked")]

    def __str__(self) -> str:
        return self.title

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """As an address says it."""
        return [("q", self.question), *((name, value) for name, values in self.facets.items() for value in values)]
