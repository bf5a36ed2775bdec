"""What hangs on a practice, one row each: its authors, the grades it was made for, the bands of its MinHash."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from library.models.practices import Practice
from twinning.models import Institution


class PracticeGrade(models.Model):
    """A grade it was made for, 0 (preparatory class) to 12; stages come from a dated table."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="grades")
    grade = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["grade"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "grade"], name="practice_grade_once"),
            models.CheckConstraint(condition=Q(grade__lte=12), name="practice_grade_known"),
        ]

    def __str__(self) -> str:
        return str(self.grade)


class PracticeAuthor(Orderable):
    """Who made it. The name is empty where a person has deleted their account."""

    wagtail_reference_index_ignore = True  # Wagtail would queue a task for each row at every saving

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="authorships"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role or subject"), max_length=120, blank=True)
    institution = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    school = models.CharField(_("school, where it is not on the site"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["PracticeAuthor"]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class PracticeBand(models.Model):
    """One of the sixteen bands of its MinHash: practices that share one are looked at side by side, never refused."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="bands")
    band = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=16)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["band", "mark"], name="practice_band_mark")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "band"], name="practice_band_once"),
            models.CheckConstraint(condition=Q(band__lte=15), name="practice_band_known"),
        ]

    def __str__(self) -> str:
        return f"{self.band} {self.mark}"
