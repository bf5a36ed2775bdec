"""Pictures and documents of editorial pages. File names are random, so that unpublished ones cannot be guessed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
)

from core.codes import new_code
from core.errors import TooMany
from core.files import heavy_work
from core.files.pictures import clean_picture


class CleanPictureFile(WagtailImageFieldFile):
    """Every picture is re-encoded before it is stored: no EXIF, no GPS, no appended data."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        clean = clean_picture(content)
        super().save(str(PurePath(name).with_suffix(PurePath(clean.name or "").suffix)), clean, save=save)


class CleanPictureField(WagtailImageField):
    attr_class = CleanPictureFile


def picture_path(_picture: Any, filename: str) -> str:
    return f"original_images/{new_code()}{PurePath(filename).suffix.lower()}"


class PictureLicence(models.TextChoices):
    """Names of licences are the same in every language and country."""

    OWN = "own", _("our own picture")
    PERMISSION = "permission", _("with the holder's permission, for this site only")
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "pd", _("public domain")


class EditorialImage(AbstractImage):
    file = CleanPictureField(verbose_name=_("file"), upload_to=picture_path, width_field="width", height_field="height")
    holder = models.CharField(_("holder of the rights"), max_length=160)
    licence = models.CharField(_("licence"), max_length=20, choices=PictureLicence)

    admin_form_fields: ClassVar = ["title", "file", "collection", "holder", "licence", "description", "tags"]

    def create_rendition(self, filter: Any) -> Any:  # noqa: A002 - Wagtail's name
        with _one_after_another():
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Any) -> Any:
        with _one_after_another():
            return super().create_renditions(*filters)

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


@contextmanager
def _one_after_another() -> Iterator[None]:
    """The first visitors of a page, who may be many, unfold its pictures once. Where it takes too long, the page is
    shown with what the picture says, and the picture comes with the next look."""
    try:
        with heavy_work.in_turn("renditions"):
            yield
    except TooMany as full:
        raise SourceImageIOError(str(full.text)) from full


class EditorialRendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="editorial_rendition_once")
        ]


class EditorialDocument(AbstractDocument):
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)

    admin_form_fields: ClassVar = ["title", "file", "collection", "tags"]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        return reverse("library_files:document", args=[self.code, self.filename])
