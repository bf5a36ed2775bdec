"""We tried it: another school says what it changed and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from library.models.practices import Practice
from twinning.models import Institution


class Adoption(models.Model):
    """One for each practice and institution; `state` hidden is a moderator's word, withdrawn the school's own."""

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="adoptions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="adoptions"
    )
    language = models.CharField(max_length=5)
    changed = models.TextField(_("what you changed"), max_length=2000, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=2000)
    grades = models.JSONField(default=list, blank=True)
    tried_on = models.DateField(_("when"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    reason = models.TextField(blank=True)  # a moderator's, where it is hidden
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "institution"], name="adoption_once"),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "hidden", "withdrawn"]), name="adoption_state_known"
            ),
            models.CheckConstraint(condition=~Q(outcome=""), name="adoption_says_what_came"),
        ]
        indexes: ClassVar = [models.Index(fields=["practice", "state", "-created_at"], name="adoption_of_practice")]

    def __str__(self) -> str:
        return self.code
