"""Checks of pictures and documents that editors upload in Wagtail's admin."""

from typing import Any

from django import forms
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from willow import Image

from core.errors import Invalid, TooMany
from core.files import heavy_work
from core.files.pictures import clean_picture
from library.judging.files.isolated_judging import judged_attachment


class PictureField(WagtailImageField):
    """Redraws the picture before Wagtail reads it: Wagtail's field decodes a decompression bomb whole, and raises on a
    truncated file."""

    def to_python(self, data: Any) -> Any:
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        try:
            with heavy_work.for_whom_asks():
                clean: Any = clean_picture(file)
        except TooMany as full:
            raise heavy_work.as_mistake(full) from full
        clean.image = Image.open(clean)
        clean.seek(0)
        return clean


class EditorialImageForm(BaseImageForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if asked := self.fields.get("file"):
            self.fields["file"] = PictureField(label=asked.label, required=asked.required, widget=asked.widget)


class EditorialDocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            with heavy_work.for_whom_asks():
                return File(judged_attachment(file, file.name), name=file.name)
        except TooMany as full:
            raise heavy_work.as_mistake(full) from full
        except Invalid as error:
            raise forms.ValidationError(str(error.text)) from error
