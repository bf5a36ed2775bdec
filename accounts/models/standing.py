from django.conf import settings
from django.db import models


class Standing(models.Model):
    """Whether a person may write to strangers: written by twinning's verbs, read by community's rules."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standing")
    may_write = models.BooleanField(default=False)
    since = models.DateTimeField(auto_now=True)
    why = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.may_write} ({self.why})"
