"""Partnerships: their parties, plan, twin space, agreements and signatures."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models import Room
from core.codes import new_code
from twinning.models.classes import SchoolClass
from twinning.models.institutions import Institution
from twinning.models.proposals import Proposal
from twinning.models.wishes import Wish


class Partnership(models.Model):
    """What an accepted proposal opens. Its parties are institutions, two or more."""

    class Kind(models.TextChoices):
        TWINNING = "twinning", _("twinning")
        PROJECT = "project", _("project")
        STUDY = "study", _("study")

    class State(models.TextChoices):
        OPEN = "open", _("opened")
        TRIAL = "trial", _("trial")
        MEMORANDUM = "memorandum", _("memorandum")
        RENEWED = "renewed", _("renewed")
        ENDED = "ended", _("ended")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TWINNING)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="partnership"
    )
    starts = models.DateField()
    ends = models.DateField()
    opened_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)
    end_words = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="ended") | ~models.Q(end_reason=""), name="ended_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.code


class TwinSpace(models.Model):
    """Where the parties work: 1-1 with its partnership; opens with its chat room at acceptance."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="space")
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="twin_space")

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """One institution in a partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="parties")
    school_class = models.ForeignKey(SchoolClass, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    from_wish = models.ForeignKey(Wish, null=True, blank=True, on_delete=models.SET_NULL, related_name="parties")
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["partnership", "institution"], name="party_once")]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.institution_id}"


class PlanItem(models.Model):
    """Work package, activity, milestone or deliverable. A milestone from the phrase book has `term`, else a title."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        NOW = "now", _("now")
        DONE = "done", _("done")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="plan")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(max_length=20, default="milestone")
    term = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=5, blank=True)
    lead = models.ForeignKey(Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    evidence = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(term="") | ~models.Q(title=""), name="plan_item_has_a_name")
        ]

    def __str__(self) -> str:
        return self.title or self.term


class Agreement(models.Model):
    """One stage, frozen: `snapshot` is what was signed, `sha256` of its canonical JSON (sorted keys, UTF-8)."""

    class Stage(models.TextChoices):
        TRIAL = "trial", _("trial")
        MEMORANDUM = "memorandum", _("memorandum")
        RENEWED = "renewed", _("renewed")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreements")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    drawn_up_at = models.DateTimeField(auto_now_add=True)
    in_force_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "stage"], name="agreement_once_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id} {self.stage}"


class Signature(models.Model):
    """A leader signs for a party. The name stays as signed, even when the account is erased."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    latin_name = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "party"], name="signature_once")]

    def __str__(self) -> str:
        return self.name
