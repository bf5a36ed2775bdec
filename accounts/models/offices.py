from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    """The three offices are part of the permission table, not a vocabulary that somebody may change."""

    MODERATOR = "moderator", _("moderator")
    COORDINATOR = "coordinator", _("coordinator")
    ADMINISTRATOR = "administrator", _("administrator")


class Office(models.Model):
    """A site office, never a role at a school. `country` empty means all countries."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offices")
    office = models.CharField(max_length=20, choices=OfficeKind.choices)
    country = models.CharField(max_length=2, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "office", "country"], condition=models.Q(until=None), name="office_once"
            ),
            models.CheckConstraint(condition=models.Q(office__in=OfficeKind.values), name="office_known"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.country}".strip()
