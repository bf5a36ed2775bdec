"""What a coordinator says about a register: where it comes from, which column is what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.language.formats import alphabetical, country_name
from core.web.forms import CleanForm
from core.web.widgets import FilePick
from twinning.judging.register_columns import FIELDS

LABELS = {
    "name": _("name of the institution"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "level": _("level of education"),
    "identifier": _("number in the register"),
    "country": _("country"),
    "region": _("region"),
    "place": _("town or village"),
}


class UploadForm(CleanForm):
    """`countries` are ISO codes that this coordinator may import for."""

    country = forms.ChoiceField(label=_("Country"))
    source = forms.SlugField(
        label=_("Short name of the register"),
        max_length=40,
        help_text=_("Latin letters, for example giga. The numbers of the register belong to this name."),
    )
    credit = forms.CharField(
        label=_("Credit"),
        max_length=200,
        required=False,
        help_text=_("Shown wherever these institutions are listed, if the licence asks for it."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 150 MB. The first line holds the names of the columns."),
        widget=FilePick,
    )

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = alphabetical((code, country_name(code)) for code in countries)
        self.fields["country"].choices = [("", pgettext_lazy("country", "Choose")), *choices]  # type: ignore[attr-defined]


class ColumnsForm(CleanForm):
    """One choice a field: which column of this file it is."""

    def __init__(self, *args: Any, header: list[str], columns: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("not in this file"))] + [(str(at), name or "–") for at, name in enumerate(header)]
        for field in FIELDS:
            self.fields[field] = forms.ChoiceField(
                label=LABELS[field], choices=choices, required=False, initial=str(columns.get(field, ""))
            )

    def columns(self) -> dict[str, int]:
        return {field: int(value) for field, value in self.cleaned_data.items() if value != ""}
