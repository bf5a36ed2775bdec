"""What the editors' admin asks of a picture or a document before it keeps it."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.attachments import check_document
from core.pictures import clean_picture


class EditorialImageForm(BaseImageForm):
    def clean_file(self) -> Any:
        """Drawn anew here already, so that a picture nobody can draw is refused beside its field."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        clean = clean_picture(file)
        # What Wagtail's own field found out about the file it let through.
        clean.image = getattr(file, "image", None)
        return clean


class EditorialDocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file, file.name)
        return file
