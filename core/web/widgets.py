"""Widgets and the renderer of forms: label, hint, error, control, in this order, by templates/components/."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

Labelled = tuple[str, Any]


class WholeField(BoundField):
    """Takes every text whole: `maxlength` would cut a paste without a word. A counter says what is too much
    (static/js/character-count.js), the server refuses it and shows it again.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        most = getattr(self.field, "max_length", None)
        shown = widget or self.field.widget
        if "maxlength" in shown.attrs or (most and not shown.is_hidden):
            attrs |= {"maxlength": False, "data-most": most or shown.attrs["maxlength"]}
        return attrs


class FormRenderer(TemplatesSetting):
    bound_field_class = WholeField
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class Choice(forms.RadioSelect):
    """Radios laid over equal cells of one frame: must / prefer / no matter."""

    template_name = "components/choice.html"


class Weight(forms.RadioSelect):
    """Five steps from "does not count" to "counts most", in words: what 4 of 8 means is nobody's business."""

    template_name = "components/weight.html"


WEIGHTS = [
    (0, _("does not count")),
    (1, _("counts a little")),
    (2, _("counts")),
    (4, _("counts much")),
    (8, _("counts most")),
]


class Checks(forms.CheckboxSelectMultiple):
    """A list of check boxes, each a row of 44 px."""

    template_name = "components/checks.html"


class Chips(forms.CheckboxSelectMultiple):
    """Many short answers, any number of them: labels that flow, chosen ones filled."""

    template_name = "components/chips.html"


class Radios(forms.RadioSelect):
    """A list of radio buttons, each a row of 44 px, for answers too long for cells."""

    template_name = "components/checks.html"


class Named(str):
    """The name of somebody to choose, with a second line: role, place."""

    __slots__ = ("detail",)
    detail: str


def named(name: Any, detail: Any) -> Named:
    said = Named(name)
    said.detail = str(detail)
    return said


class People(forms.CheckboxSelectMultiple):
    """People to choose from, each a row with a face. Choices: (code, named(name, detail))."""

    template_name = "components/people.html"


class OnePerson(forms.RadioSelect):
    """As People, where one is chosen."""

    template_name = "components/people.html"


class FilePick(forms.FileInput):
    """The browser's own field speaks the browser's language; with scripts this one speaks the page's."""

    template_name = "components/file_pick.html"


class HoursTable(forms.CheckboxSelectMultiple):
    """Lessons down, days across. A chosen cell is the value "day-row", for instance "2-0": Tuesday, first row.

    days: (key, (short label, full label)) of each column; rows: (key, label) of each lesson. Used by HoursField.
    """

    template_name = "components/hours_table.html"

    def __init__(
        self, *, days: Sequence[Labelled], rows: Sequence[Labelled], attrs: dict[str, Any] | None = None
    ) -> None:
        self.days, self.rows = days, rows
        super().__init__(attrs, choices=hour_choices(days=days, rows=rows))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        cells = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        width = len(self.days)
        context["widget"]["days"] = [label for _key, label in self.days]
        context["widget"]["rows"] = [
            (label, cells[start * width : start * width + width]) for start, (_key, label) in enumerate(self.rows)
        ]
        return context


class HoursField(forms.MultipleChoiceField):
    """HoursField(days=[("1", (_("Mon"), _("Monday")))], rows=[("0", "13:00")]) cleans to ["1-0", ...]."""

    def __init__(self, *, days: Sequence[Labelled], rows: Sequence[Labelled], **options: Any) -> None:
        choices = hour_choices(days=days, rows=rows)
        super().__init__(choices=choices, widget=HoursTable(days=days, rows=rows), **options)


def hour_choices(*, days: Sequence[Labelled], rows: Sequence[Labelled]) -> list[tuple[str, str]]:
    """The choices of a MultipleChoiceField under an HoursTable, row by row."""
    return [(f"{day}-{row}", f"{full}, {time}") for row, time in rows for day, (_short, full) in days]
