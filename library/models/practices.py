"""Practice: something that teachers tried and describe so that others can try it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from core.codes import new_code, new_paper_code
from core.models import Term
from library.models.practice_choices import Evidence, Licence
from library.policy import (
    CHANGES_CHARACTERS,
    NEEDS_CHARACTERS,
    PART_CHARACTERS,
    SUMMARY_CHARACTERS,
    TIME_CHARACTERS,
    TITLE_CHARACTERS,
)
from twinning.models import Institution, TwinSpace

GRADES = range(13)
STEPS = (1, 2, 3, 4)
# The five parts of the story, in the order in which they are written and read.
PARTS = ("context", "steps", "result", "reflection", "adapt")


class Practice(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """A row and its revisions (docs/decisions/0007).

    `live` says whether everybody may read it, `state` how far the newest words are. While it is not live the row holds
    the newest words; once it is, the row holds what is public, and newer words stand in the latest revision: read them
    with `get_latest_revision_as_object()`.
    """

    wagtail_reference_index_ignore = True  # Wagtail would queue a task for each row at every saving

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("in review")
        RETURNED = "returned", _("sent back")
        PUBLISHED = "published", _("published")
        TAKEN_DOWN = "taken_down", _("taken down")

    # What belongs to the practice as a whole and never comes back out of an older revision.
    WHOLE: ClassVar = (
        "code",
        "short_code",
        "owner_id",
        "institution_id",
        "state",
        "version",
        "edition",
        "step",
        "is_demo",
        "created_at",
        "changed_at",
        "submitted_at",
        "locked",
        "locked_at",
        "locked_by_id",
        "last_published_at",
        "live_revision_id",
    )

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    short_code = models.CharField(max_length=8, unique=True, default=new_paper_code, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="practices"
    )
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="practices"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    live = models.BooleanField(default=False, editable=False)
    # `version` counts every saving (a form that holds an older one is stale), `edition` what was published.
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=0)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    # 1. What it is
    title = models.CharField(_("title"), max_length=TITLE_CHARACTERS, blank=True)
    summary = models.TextField(_("in two or three sentences"), max_length=SUMMARY_CHARACTERS, blank=True)
    kind = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subjects = ParentalManyToManyField(Term, related_name="+", blank=True)
    audience = ParentalManyToManyField(Term, related_name="+", blank=True)

    # 2. The story
    context = models.TextField(_("context"), max_length=PART_CHARACTERS, blank=True)
    steps = models.TextField(_("steps"), max_length=PART_CHARACTERS, blank=True)
    result = models.TextField(_("result"), max_length=PART_CHARACTERS, blank=True)
    reflection = models.TextField(_("reflection"), max_length=PART_CHARACTERS, blank=True)
    adapt = models.TextField(_("how to adapt it"), max_length=PART_CHARACTERS, blank=True)
    evidence = models.PositiveSmallIntegerField(_("evidence"), choices=Evidence.choices, null=True, blank=True)

    # May be said
    time_needed = models.CharField(_("how long it takes"), max_length=TIME_CHARACTERS, blank=True)
    needs = models.CharField(_("what it needs"), max_length=NEEDS_CHARACTERS, blank=True)
    offline = models.BooleanField(_("works without internet"), default=False)
    fits = ParentalManyToManyField(Term, related_name="+", blank=True)
    space = models.ForeignKey(TwinSpace, null=True, blank=True, on_delete=models.SET_NULL, related_name="practices")
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="descendants")
    changes = models.TextField(_("what was changed"), max_length=CHANGES_CHARACTERS, blank=True)

    # 4. Rights and declarations
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, blank=True)
    consent = models.BooleanField(default=False)  # whoever can be recognised has agreed
    safety = models.BooleanField(default=False)  # nothing here endangers a child or tells who a child is

    # Said aloud: Wagtail's mixins bring no types.
    objects: ClassVar[models.Manager["Practice"]] = models.Manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned", "published", "taken_down"]),
                name="practice_state_known",
            ),
            models.CheckConstraint(condition=~Q(state="published") | Q(live=True), name="practice_published_is_live"),
            models.CheckConstraint(condition=~Q(state="taken_down") | Q(live=False), name="practice_down_is_hidden"),
            models.CheckConstraint(condition=Q(live=False) | Q(edition__gte=1), name="practice_live_has_an_edition"),
            models.CheckConstraint(
                condition=(Q(live=False) & Q(state__in=["draft", "returned", "taken_down"]))
                | (~Q(title="") & ~Q(summary="") & ~Q(licence="") & Q(kind__isnull=False, institution__isnull=False)),
                name="practice_shown_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(evidence=None) | Q(evidence__gte=1, evidence__lte=5), name="practice_evidence_on_ladder"
            ),
            models.CheckConstraint(condition=Q(licence__in=["", *Licence.values]), name="practice_licence_known"),
            models.CheckConstraint(
                condition=Q(based_on=None) | ~Q(based_on=F("id")), name="practice_not_based_on_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["live", "-first_published_at", "id"], name="practice_library"),
            models.Index(fields=["state", "submitted_at"], name="practice_queue"),
        ]

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def language(self) -> str:
        """The language it is written in, as a code."""
        return str(self.locale.language_code)

    @property
    def next_step(self) -> int:
        """Where its author goes on."""
        return min(self.step + 1, STEPS[-1])

    def with_content_json(self, content: Any) -> "Practice":
        """An older or newer text of this practice: its words, with the facts of the row as they are now."""
        told: Practice = super().with_content_json(content)
        for name in self.WHOLE:
            setattr(told, name, getattr(self, name))
        return told

    def get_preview_template(self, request: Any, mode_name: str) -> str:  # noqa: ARG002 - Wagtail's signature
        return "library/practice_preview.html"
