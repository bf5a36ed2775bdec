"""Lists of suggestions as they were shown, and what people decided about each suggestion."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from twinning.models.wishes import Wish


class ShownList(models.Model):
    """A list of suggestions as it was shown: later runs learn from it."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="lists")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    considered = models.PositiveIntegerField()
    engine = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.wish_id} {self.at}"


class ShownMatch(models.Model):
    """One place of a shown list; `score` is g, never shown as a number."""

    shown = models.ForeignKey(ShownList, on_delete=models.CASCADE, related_name="matches")
    other = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    strength = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["shown", "rank"], name="shown_rank_once")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.other_id}"


class DecisionKind(models.TextChoices):
    """What people may do with a suggestion themselves. Nothing is unsaid: of these two the later one holds."""

    NOT_NOW = "not_now"
    BACK = "back"


class Decision(models.Model):
    """What people did with a suggestion: proposed, accepted, declined (with the reason's code), or a DecisionKind."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="decisions")
    other = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["wish", "other"], name="decision_pair")]

    def __str__(self) -> str:
        return f"{self.kind} {self.wish_id} {self.other_id}"
