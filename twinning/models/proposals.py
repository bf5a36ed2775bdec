"""Proposals from one institution to another."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from twinning.models.classes import SchoolClass
from twinning.models.institutions import Institution
from twinning.models.wishes import Wish


class ProposalState(models.TextChoices):
    """`expired` is computed from expires_at (queries.proposals.state_now), never stored by a scheduled job.

    It is written down only when a verb needs the pair's place for a new proposal: the unique index counts `sent` alone.
    """

    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    COUNTERED = "countered", _("answered with changes")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


class Proposal(models.Model):
    """One institution writes to another. A counter is a new row that `answers` the old one.

    `plan` is a list of {"term": code of scheme milestone or "", "title": str, "due": "YYYY-MM-DD"}; `phrases` a list of
    {"key": phrase key, "params": {}} from the phrase book, read by each side in its own language; `words` is free text.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    # Made with the form: the second click of a double click finds the proposal of the first.
    client_key = models.CharField(max_length=40, blank=True, editable=False)
    sender = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="proposals_out")
    receiver = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="proposals_in")
    from_wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="proposals_from")
    to_wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="proposals_to")
    wish_low = models.PositiveBigIntegerField(editable=False)
    wish_high = models.PositiveBigIntegerField(editable=False)
    answers = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered_by")
    school_class = models.ForeignKey(SchoolClass, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("name of the project"), max_length=120)
    work = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()
    plan = models.JSONField(default=list)
    phrases = models.JSONField(default=list)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.SENT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # Both sides were told that it expired; the expiry itself is computed.
    expiry_told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=60, blank=True)
    reason_words = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wish_low", "wish_high"], condition=models.Q(state="sent"), name="one_open_proposal_a_pair"
            ),
            models.UniqueConstraint(
                fields=["by", "client_key"], condition=~models.Q(client_key=""), name="proposal_sent_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(condition=~models.Q(sender=models.F("receiver")), name="proposal_to_another"),
            models.CheckConstraint(condition=models.Q(wish_low__lt=models.F("wish_high")), name="proposal_pair"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="proposal_forward"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.wish_low, self.wish_high = sorted((self.from_wish_id, self.to_wish_id))
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through as they came
