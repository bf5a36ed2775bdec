"""What a coordinator says about a register: where it comes from, which column is what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.files.tables import LOOKED_AT
from core.language.formats import alphabetical, country_name
from core.web.forms import CleanForm
from core.web.widgets import FilePick
from twinning.judging.register_columns import FIELDS

LABELS = {
    "name": _("name of the institution"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "point": _("latitude and longitude in one column"),
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
        help_text=_("CSV or XLSX, at most 150 MB. We look for the table in it; you can correct what we find."),
        widget=FilePick,
    )

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = alphabetical((code, country_name(code)) for code in countries)
        self.fields["country"].choices = [("", pgettext_lazy("country", "Choose")), *choices]  # type: ignore[attr-defined]


SEPARATORS = [
    ("", _("as we found it")),
    (";", _("semicolon")),
    (",", _("comma")),
    ("\t", _("tab")),
    ("|", _("vertical line")),
]


class ShapeForm(CleanForm):
    """Where in the file the table is."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.TypedChoiceField(
        label=_("Row with the names of the columns"), coerce=int, empty_value=None, required=False
    )
    delimiter = forms.ChoiceField(label=_("Separator"), choices=SEPARATORS, required=False)

    def __init__(self, *args: Any, mapping: dict[str, Any], **kwargs: Any) -> None:
        shape = {**mapping.get("shape", {}), **mapping.get("chosen", {})}
        kwargs["initial"] = shape
        super().__init__(*args, **kwargs)
        sheets, top = mapping.get("sheets", []), mapping.get("top", [])
        self.fields["sheet"].choices = [("", _("as we found it")), *((name, name) for name in sheets)]  # type: ignore[attr-defined]
        rows = [(n, _row_label(n, row)) for n, row in enumerate(top, start=1) if any(row)] or [
            (n, str(n)) for n in range(1, LOOKED_AT + 1)
        ]
        self.fields["header_row"].choices = [("", _("as we found it")), *rows]  # type: ignore[attr-defined]
        if len(sheets) < 2 and top:  # noqa: PLR2004 - one sheet is no choice
            del self.fields["sheet"]
        if sheets:
            del self.fields["delimiter"]


def _row_label(number: int, row: list[str]) -> str:
    return f"{number}: " + " | ".join(cell for cell in row if cell)[:80]


class ReadingForm(CleanForm):
    """What unknown levels mean: one choice each."""

    def __init__(self, *args: Any, unknown: dict[str, int], levels: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = list(unknown)
        for at, (word, rows) in enumerate(unknown.items()):
            self.fields[f"level_{at}"] = forms.ChoiceField(
                label=f"{word} ({rows})",
                choices=[("?", _("decide later")), ("", _("no level")), *levels],
                required=False,
            )

    def levels(self) -> dict[str, str]:
        said = ((word, self.cleaned_data.get(f"level_{at}", "?")) for at, word in enumerate(self._words))
        sent = {f"level_{at}" for at in range(len(self._words))} & set(self.data)
        return {word: code for at, (word, code) in enumerate(said) if code != "?" and f"level_{at}" in sent}


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
