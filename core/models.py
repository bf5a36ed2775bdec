"""Nouns without business meaning: terms, deeds, outbox, changes, numbers, limits, kept entries, marks."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from core.codes import new_code
from core.locales import LABELLED


class Term(models.Model):
    """One word of a vocabulary that a ministry may change: themes, kinds of work, levels, subjects, reasons."""

    scheme = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    uri = models.URLField(blank=True)
    label_ky = models.CharField(max_length=200)
    label_ru = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["scheme", "order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], name="term_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.labels.get((get_language() or "en")[:2]) or self.label_en

    @property
    def labels(self) -> dict[str, str]:
        """By language, for texts that each of their readers gets in their own."""
        return {language: getattr(self, f"label_{language}") for language in LABELLED}


class Deed(models.Model):
    """One line of the log: who did what to what, on what ground. Append-only; `by` is null when erased."""

    deed = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="deeds"
    )
    concerns = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="deeds_about", blank=True)
    ground = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["object_type", "object_id", "-at"], name="deed_of_object")]

    def __str__(self) -> str:
        return f"{self.deed} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            message = "deeds are written once"
            raise TypeError(message)
        super().save(*args, **kwargs)


class OutboxRow(models.Model):
    """A message of the transactional outbox; the relay publishes rows whose `sent_at` is null."""

    topic = models.CharField(max_length=100)
    seq = models.PositiveBigIntegerField(default=0)
    epoch = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=40)
    data = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="outbox_unsent", condition=models.Q(sent_at__isnull=True)),
            models.Index(fields=["topic", "seq"], name="outbox_of_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.kind}"


class FindableChange(models.Model):
    """A change that the search has still to index (core.findable); the row is deleted once it has."""

    shelf = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.shelf} {self.code}"


class TodayNumber(models.Model):
    """How many matters wait for a person (`number`), and how many of them lie on a desk: what the frame of every page
    shows (core.today_numbers). `version` grows with each count, so that an older one never writes over a newer.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="today_number")
    number = models.PositiveIntegerField(default=0)
    desk = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.number}"


class TodayChange(models.Model):
    """What waits for this person may have changed; the row goes when it was counted anew (core.today_numbers).

    Without a constraint: nobody's deed fails because one of the people concerned is being deleted at that moment.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.user_id)


class LimitCount(models.Model):
    """How often a key was hit within a window; one upsert a hit, the same on every database."""

    key = models.CharField(max_length=120)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "window"], name="limit_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.count}"


class Brake(models.Model):
    """How often somebody failed in a row, and until when the next try has to wait (core.brakes)."""

    key = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key} {self.count}"


class KeptEntry(models.Model):
    """What a person has typed and not sent (core.web.saved_forms.drafts).

    With a `key` it is a draft of somebody signed in: theirs in every browser, for thirty days. Without one it was left
    when a session had ended: for an hour, bound to browser and account. `path` is that of the page, without language.
    `form` is the key of the form's draft, also of what was left and of what another page has set aside; `seen` says how
    far each page was heard.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    form = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    browser = models.CharField(max_length=64)
    account = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    data = models.JSONField()
    size = models.PositiveIntegerField(db_default=0)
    mark = models.CharField(max_length=40, blank=True, db_default="")
    number = models.PositiveIntegerField(db_default=0)
    seen = models.JSONField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "path"], name="kept_of_page")]

    def __str__(self) -> str:
        return self.path


class Mark(models.Model):
    """What kind of database this is; `demo` allows `make demo` to wipe it."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class WorkerBeat(models.Model):
    """Heartbeat of a task worker: one that is silent for long is taken for dead, and its task is requeued."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
