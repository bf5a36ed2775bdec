"""Institutions: how far they are known, their names, languages, free days and numbers in registers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from core.language.kyrgyz_places import place_name, region_name
from core.models import Term


class State(models.TextChoices):
    """How far an institution is known: from a register, claimed by a person, verified by a coordinator, suspended."""

    LISTED = "listed", _("listed")
    CLAIMED = "claimed", _("claimed")
    VERIFIED = "verified", _("verified")
    SUSPENDED = "suspended", _("suspended")


class Institution(models.Model):
    """A school, university, institute, authority or other body: the party to every partnership."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    kind = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region"), max_length=120, blank=True)
    place = models.CharField(_("town or village"), max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    levels = models.ManyToManyField(Term, related_name="+", blank=True)
    themes = models.ManyToManyField(Term, related_name="+", blank=True)
    connectivity = models.PositiveSmallIntegerField(_("internet"), null=True, blank=True)
    school_days = models.CharField(max_length=7, default="12345")
    website = models.URLField(_("website"), blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LISTED)
    # A suspect from a register waits for a coordinator's decision and is hidden from the directory until then.
    hidden = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    is_demo = models.BooleanField(default=False)
    credit = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="institution_state_known"),
            models.CheckConstraint(
                condition=models.Q(latitude=None)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="institution_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(connectivity=None) | models.Q(connectivity__lte=3), name="institution_connectivity"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "country", "id"], name="institution_directory"),
            models.Index(fields=["latitude", "longitude"], name="institution_point"),
        ]

    def __str__(self) -> str:
        return self.latin_name or self.code

    @property
    def shown_place(self) -> str:
        """The town or village in the language and letters of the reader."""
        return place_name(self.place, self.country)

    @property
    def shown_region(self) -> str:
        return region_name(self.region, self.country)


class InstitutionName(models.Model):
    """A name in a language (`und` where a register does not say); `folded` is core.text.fold(text), for finding."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=5, default="und")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=250, db_index=True)
    official = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "language"], name="name_once_a_language"),
            models.UniqueConstraint(
                fields=["institution"], condition=models.Q(official=True), name="one_official_name"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NameWord(models.Model):
    """The vocabulary of names: each folded word of a name, for finding with slips and without ө ү ң."""

    name = models.ForeignKey(InstitutionName, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=60, db_index=True)

    def __str__(self) -> str:
        return self.word


class InstitutionLanguage(models.Model):
    """A language the institution works in; level is CEFR (A1 to C2) or `native`."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=5)
    level = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "language"], name="institution_language_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.level}".strip()


class RegisterIdentifier(models.Model):
    """The number of an institution in a register; makes an import repeatable."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="identifiers")
    source = models.CharField(max_length=40)
    value = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.value}"


class InstitutionHoliday(models.Model):
    """Free days of this institution, beside the public holidays of its country."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="holidays")
    starts = models.DateField()
    ends = models.DateField()
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="holiday_forward")
        ]

    def __str__(self) -> str:
        return self.title


class RulesConsent(models.Model):
    """The safeguarding rules, signed for the institution before its first proposal."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "version"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.version}"
