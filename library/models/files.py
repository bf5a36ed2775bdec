"""Files of practices. StoredFile holds immutable bytes; PracticeFile, a child of each revision, describes them."""

from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from core.codes import new_code
from library.models.practice_choices import Licence
from library.models.practices import Practice


class Shelf(FileSystemStorage):
    """Below MEDIA_ROOT, so that a backup takes it along, but with no address: only our own view gives it out."""

    def url(self, name: str | None) -> str:
        message = f"{name} is given out by library.views.practice_files alone"
        raise ValueError(message)


def shelf() -> Shelf:
    """A callable, so that migrations hold no path of one installation."""
    return Shelf()


class FileKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")


def place_of(stored: "StoredFile", _name: str) -> str:
    """The path on the disk, without any name that a person typed."""
    return f"practices/{stored.practice.code}/{stored.code}{stored.suffix}"


def place_of_width(stored: "StoredFile", width: int) -> str:
    """Where a smaller size of a picture lies."""
    return str(PurePosixPath(str(stored.file.name)).with_name(f"{stored.code}-{width}.webp"))


class StoredFile(models.Model):
    """The bytes, judged by content. `widths` are the sizes in which a picture lies beside itself, as WebP."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="stored")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="stored_files"
    )
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    name = models.CharField(max_length=120)
    file = models.FileField(upload_to=place_of, storage=shelf, max_length=120)
    suffix = models.CharField(max_length=8)
    mime = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    looks = models.CharField(max_length=16, blank=True, db_index=True)  # the perceptual hash of a picture
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    widths = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["picture", "document"]), name="stored_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="picture") | Q(width__gte=1, height__gte=1), name="stored_picture_measured"
            ),
            models.UniqueConstraint(fields=["practice", "sha256"], name="stored_once_a_practice"),
        ]

    def __str__(self) -> str:
        return self.name


class PracticeFile(Orderable):
    """One file in one text of a practice: a child that revisions carry; the bytes are `stored`."""

    wagtail_reference_index_ignore = True  # Wagtail would queue a task for each row at every saving

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="uses")
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    holder = models.CharField(_("who made it"), max_length=150, blank=True)
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, blank=True)
    people = models.BooleanField(_("people can be recognised"), default=False)
    consent = models.BooleanField(_("they agreed, for children their parents"), default=False)

    objects: ClassVar[models.Manager["PracticeFile"]] = models.Manager()

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "stored"], name="practice_file_once"),
            models.CheckConstraint(condition=Q(licence__in=["", *Licence.values]), name="practice_file_licence_known"),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or str(self.stored)

    @property
    def code(self) -> str:
        return str(self.stored.code)

    @property
    def is_picture(self) -> bool:
        return bool(self.stored.kind == FileKind.PICTURE)

    def facts(self) -> dict[str, Any]:
        """What is said of it, for snapshots and forms."""
        names = ("alt", "caption", "holder", "licence", "people", "consent")
        return {"code": self.code, **{name: getattr(self, name) for name in names}}
