"""Wishes: what an institution looks for and offers, point by point."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from core.models import Term
from twinning.models.classes import SchoolClass
from twinning.models.institutions import Institution

WEIGHTS = (0, 1, 2, 4, 8)


class WishNeed(models.TextChoices):
    MUST = "must", _("must")
    PREFER = "prefer", _("prefer")
    ANY = "any", _("no matter")


class WishSide(models.TextChoices):
    OFFER = "offer", _("we offer")
    SEEK = "seek", _("we look for")


class Wish(models.Model):
    """What an institution looks for and offers, for one class. Only open wishes meet open wishes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="wishes")
    school_class = models.ForeignKey(
        SchoolClass, null=True, blank=True, on_delete=models.PROTECT, related_name="wishes"
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    about = models.TextField(_("in a few words"), max_length=600, blank=True)
    language = models.CharField(_("language of the words"), max_length=5, default="ky")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    partners = models.PositiveSmallIntegerField(_("how many partners at once"), default=1)
    starts = models.DateField(_("start"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("how many months"), default=6)
    translated_ok = models.BooleanField(default=False)
    step = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(partners__gte=1, partners__lte=10), name="wish_partners"),
            models.CheckConstraint(condition=models.Q(months__gte=1, months__lte=24), name="wish_months"),
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(school_class__isnull=False, starts__isnull=False),
                name="wish_open_is_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "institution"], name="wish_open")]

    def __str__(self) -> str:
        return self.title or self.code


class WishPoint(models.Model):
    """One point of a wish. `criterion`: work, theme, age, size, language, country, mentor; term or value by criterion.

    Values: age and size "from-to", language "de-B1", country "EE", mentor "wanted" or "offered".
    """

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="points")
    criterion = models.CharField(max_length=20)
    side = models.CharField(max_length=5, choices=WishSide.choices)
    term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=40, blank=True)
    need = models.CharField(max_length=6, choices=WishNeed.choices, default=WishNeed.PREFER)
    weight = models.PositiveSmallIntegerField(default=4)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(weight__in=WEIGHTS), name="point_weight"),
            models.CheckConstraint(condition=models.Q(need__in=WishNeed.values), name="point_need"),
            models.CheckConstraint(
                condition=models.Q(term__isnull=False) | ~models.Q(value=""), name="point_says_something"
            ),
            models.UniqueConstraint(
                fields=["wish", "criterion", "side", "term"],
                condition=models.Q(term__isnull=False),
                name="point_term_once",
            ),
            models.UniqueConstraint(
                fields=["wish", "criterion", "side", "value"],
                condition=models.Q(term__isnull=True),
                name="point_value_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.criterion} {self.value or self.term_id}"
