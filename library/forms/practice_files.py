"""Step three: fields that describe each file, and the upload field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm
from core.web.widgets import FilePick
from library.forms.writing_steps import StepForm
from library.judging.files.file_kinds import ALIASES, MIMES, PICTURES
from library.models import Licence, PracticeFile

KINDS = ",".join(sorted({*PICTURES, *MIMES, *ALIASES}))
LICENCES = [("", _("Choose one")), *Licence.choices]


class FilesStep(StepForm):
    """A group of fields a file, each named with the file's code, so that order and removal mix nothing up."""

    def prepare(self) -> None:
        self.filed: list[PracticeFile] = list(self.practice.files.all())
        for file in self.filed:
            for name, field in _fields(file).items():
                field.initial = getattr(file, name)
                self.fields[f"{name}_{file.code}"] = field

    def rows(self) -> list[tuple[PracticeFile, list[forms.BoundField]]]:
        return [(file, [self[f"{name}_{file.code}"] for name in _fields(file)]) for file in self.filed]

    def said_of_files(self) -> dict[str, dict[str, Any]]:
        data = self.cleaned_data
        return {file.code: {name: data[f"{name}_{file.code}"] for name in _fields(file)} for file in self.filed}


def _fields(file: PracticeFile) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "alt": forms.CharField(
            label=_("What the picture shows"),
            max_length=300,
            required=False,
            help_text=_("Read out to those who cannot see it."),
        ),
        "caption": forms.CharField(label=_("Caption"), max_length=200, required=False),
        "holder": forms.CharField(label=_("Who made it"), max_length=150, required=False),
        "licence": forms.ChoiceField(label=_("Licence"), choices=LICENCES, required=False),
        "people": forms.BooleanField(label=_("People can be recognised"), required=False),
        "consent": forms.BooleanField(label=_("They agreed; for children, their parents did"), required=False),
    }
    if not file.is_picture:
        del fields["alt"]
    return fields


class ManyFiles(FilePick):
    allow_multiple_selected = True


class AnyFiles(forms.FileField):
    """One or several at once: a list of uploads."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        several = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(AnyFiles, self).clean(one, initial) for one in several]


class UploadForm(CleanForm):
    file = AnyFiles(
        label=_("Add pictures or files"),
        allow_empty_file=True,  # said by the verb, with the name of the file
        help_text=_(
            "Pictures up to 10 MB, also as phones take them; documents, plain texts, books, Scratch, GeoGebra, "
            "archives, sounds and films up to 100 MB."
        ),
        widget=ManyFiles(attrs={"accept": KINDS}),
    )
