"""The review of practices: Wagtail's workflow task, approved by moderators, and a record of each round."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, WorkflowState

from accounts.queries.offices import is_moderator
from core.codes import new_code
from core.models import Term
from library.models.practices import Practice
from library.policy import ANSWER_CHARACTERS, NOTE_CHARACTERS, WORDS_CHARACTERS


class Screening(Task):
    """One moderator looks. `approve()` itself asks nobody: our verbs ask `get_actions` under the row's lock."""

    admin_form_fields: ClassVar = Task.admin_form_fields

    class Meta:
        verbose_name = _("screening by a moderator")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if obj.owner_id == user.pk or not is_moderator(user):
            return []
        # Where an administrator asks for two looks, they are those of two people.
        earlier = TaskState.objects.for_instance(obj).filter(
            status=TaskState.STATUS_APPROVED, finished_by=user, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        )
        if earlier.exists():
            return []
        return [("reject", _("Send back"), True), ("approve", _("Publish"), False)]

    def locked_for_user(self, obj: Any, user: Any) -> bool:  # noqa: ARG002 - Wagtail's signature
        """Nobody edits what a moderator reads; the author recalls it to draft first."""
        return True

    @classmethod
    def get_description(cls) -> Any:
        return _("A moderator claims the practice, then sends it back with a reason or publishes it.")


class PracticeReview(models.Model):
    """One round: asked by submitting, claimed by one moderator, ended by a verdict or recalled by the author."""

    class Verdict(models.TextChoices):
        RETURNED = "returned", _("sent back")
        PUBLISHED = "published", _("published")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews_asked"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # What stood then: the revision, what the pre-flight found in it, the author's answer to the round before.
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    snapshot = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    answer = models.TextField(_("answer to the moderator"), max_length=ANSWER_CHARACTERS, blank=True)
    # The claim now; earlier ones are deeds. It expires without work (library.policy.CLAIM_KEPT).
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews_claimed"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    # The end
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    reason = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("words to the author"), max_length=WORDS_CHARACTERS, blank=True)
    language = models.CharField(max_length=5, blank=True)  # of the words
    note = models.TextField(_("internal note"), max_length=NOTE_CHARACTERS, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-round"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "round"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["practice"], condition=Q(decided_at=None, recalled_at=None), name="review_one_open"
            ),
            models.CheckConstraint(condition=Q(verdict__in=["", "returned", "published"]), name="review_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None) | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="review_verdict_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(recalled_at=None), name="review_decided_or_recalled"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | (Q(reason__isnull=False) & ~Q(words="")),
                name="review_returned_says_why",
            ),
            models.CheckConstraint(
                condition=Q(moderator=None) | Q(claimed_at__isnull=False), name="review_claim_has_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], name="review_queue", condition=Q(decided_at=None, recalled_at=None)),
            models.Index(
                fields=["moderator", "worked_at"],
                name="review_claims",
                condition=Q(decided_at=None, recalled_at=None, moderator__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.round}"
