"""Appeals against decisions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.codes import new_code
from core.models import Deed


class Appeal(models.Model):
    """The person concerned asks once that somebody else looks at a decision again."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld"
        OVERTURNED = "overturned"

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    # One to one: a decision is appealed once.
    deed = models.OneToOneField(Deed, on_delete=models.CASCADE, related_name="appeal")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="appeals"
    )
    words = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    restored = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="")
                | Q(answered_at__isnull=False, outcome__in=["upheld", "overturned"]),
                name="appeal_answered_whole",
            ),
            models.CheckConstraint(condition=Q(restored=False) | Q(outcome="overturned"), name="appeal_restored"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.outcome}"
