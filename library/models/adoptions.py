"""What others report about a practice: institutions that tried it, external evaluations."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from library.models.practices import Practice
from library.policy import ADOPTION_CHARACTERS, EVALUATION_CHARACTERS
from twinning.models import Institution


class Adoption(models.Model):
    """One for each practice and institution; `state` hidden is a moderator's word, withdrawn the school's own."""

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Worked(models.TextChoices):
        YES = "yes", _("It worked")
        PARTLY = "partly", _("It worked in part")
        NO = "no", _("It did not work")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="adoptions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="adoptions"
    )
    language = models.CharField(max_length=5)
    changed = models.TextField(_("what you changed"), max_length=ADOPTION_CHARACTERS, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=ADOPTION_CHARACTERS)
    worked = models.CharField(_("did it work?"), max_length=6, choices=Worked.choices, default=Worked.YES)
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
            models.CheckConstraint(condition=Q(worked__in=["yes", "partly", "no"]), name="adoption_worked_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["practice", "state", "-created_at"], name="adoption_of_practice")]

    def __str__(self) -> str:
        return self.code


class Evaluation(models.Model):
    """Somebody from outside has studied a practice, and published it; a moderator has read that and says where."""

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE, related_name="evaluation")
    evaluator = models.CharField(_("who evaluated it"), max_length=200)
    url = models.URLField(_("where one can read it"), max_length=300)
    words = models.TextField(_("what was found"), max_length=EVALUATION_CHARACTERS)
    language = models.CharField(max_length=5)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.evaluator


class ShelfMark(models.Model):
    """One row with a counter, raised by each change that lists of practices show: processes compare it to drop their
    catalogue."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
