"""Uploaded registers, and what became of their rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from twinning.models.institutions import Institution


class RegisterImport(models.Model):
    """An uploaded register on its way: read, checked, running, done or failed. Can be left and found again.

    `file` is its name in core.files.private_storage: what was uploaded, then its lines. `done` is a place in the file
    while it is worked through; what was done is counted from the outcomes.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    country = models.CharField(max_length=2)
    source = models.CharField(max_length=40)
    credit = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    error = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class RegisterOutcome(models.Model):
    """What became of one row in the present run, written with it. Thrown away when the next run begins."""

    register = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["register", "number"], name="outcome_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.verdict}"


class RegisterRow(models.Model):
    """A row that a person must look at: faulty, duplicate or suspect (clean rows are only counted)."""

    register = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12)
    column = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict)
    name = models.CharField(max_length=200, blank=True)
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.CASCADE, related_name="register_rows"
    )
    suspect_of = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.CASCADE, related_name="suspects"
    )
    decision = models.CharField(max_length=12, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["register", "verdict"], name="register_verdict")]

    def __str__(self) -> str:
        return f"{self.number} {self.verdict}"
