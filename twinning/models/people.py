"""Who works where and with which role, and who is invited."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from twinning.models.institutions import Institution


class Role(models.TextChoices):
    """The three roles carry rights, so they are code and not a vocabulary."""

    LEADER = "leader", _("leader")
    DEPUTY = "deputy", _("deputy")
    TEACHER = "teacher", _("teacher")


class Staff(models.Model):
    """A person's place at an institution: asked, then verified or refused; left when `until` is set."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for verification")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places")
    role = models.CharField(max_length=10, choices=Role.choices)
    subject = models.CharField(_("subject or task"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    words = models.TextField(_("a word to those who verify"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ground = models.TextField(blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "user"],
                condition=models.Q(until=None) & ~models.Q(state="refused"),
                name="staff_once",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="staff_role_known"),
        ]
        # Who waits is few, who works is many: an officer's desk begins with these, never with all schools of a country.
        indexes: ClassVar = [models.Index(fields=["state", "until", "asked_at"], name="staff_by_state")]

    def __str__(self) -> str:
        return f"{self.role} {self.institution_id}"


class Invitation(models.Model):
    """A signed link that expires (policy.INVITATION_KEPT): brings a colleague, or an unregistered partner abroad."""

    class Kind(models.TextChoices):
        COLLEAGUE = "colleague", _("colleague")
        PARTNER = "partner", _("partner")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="invitations")
    to_institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.CASCADE, related_name="invited"
    )
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.TEACHER)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code
