"""Classes of an institution: who is in them, their languages and their lesson times."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from twinning.models.institutions import Institution


class SchoolClass(models.Model):
    """A group of pupils. Availability belongs to the class, not to the school."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(_("name of the class"), max_length=60)
    age_from = models.PositiveSmallIntegerField(validators=[MinValueValidator(3), MaxValueValidator(25)])
    age_to = models.PositiveSmallIntegerField(validators=[MinValueValidator(3), MaxValueValidator(25)])
    size = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(150)])
    shift = models.PositiveSmallIntegerField(_("shift"), default=1)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # Who described it: until the institution is verified, it is theirs alone to see.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gte=1, size__lte=150), name="class_size"),
            models.CheckConstraint(
                condition=models.Q(age_from__gte=3, age_to__lte=25, age_to__gte=models.F("age_from")),
                name="class_ages",
            ),
            models.CheckConstraint(condition=models.Q(shift__gte=1, shift__lte=3), name="class_shift"),
        ]

    def __str__(self) -> str:
        return self.name


class ClassLanguage(models.Model):
    """A language the class can work in; level is CEFR (A1 to C2) or `native`."""

    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=5)
    level = models.CharField(max_length=6)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school_class", "language"], name="class_language_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class LessonTime(models.Model):
    """A lesson in local wall time, as people enter it; the matching engine's 15-minute slots are derived from it."""

    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="lessons")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "starts"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(weekday__gte=1, weekday__lte=7), name="lesson_weekday"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="lesson_forward"),
            models.UniqueConstraint(fields=["school_class", "weekday", "starts"], name="lesson_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}"
