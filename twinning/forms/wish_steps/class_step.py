"""First step of a wish: which class, what the project is called, when and how long."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.language.formats import format_date
from core.web.forms import NameField
from core.web.widgets import Choice, Radios
from twinning.forms.wish_steps.shared import StepForm
from twinning.models import SchoolClass
from twinning.queries.classes import classes_for
from twinning.showing.wish_sentences import months_text

MONTHS = (1, 2, 3, 6, 9, 12)


class ClassStep(StepForm):
    school_class = forms.ModelChoiceField(
        label=_("Which class?"), queryset=SchoolClass.objects.none(), widget=Radios, empty_label=None
    )
    title = NameField(
        label=_("Name of the project"), max_length=120, help_text=_("Short, as you would tell it to the children.")
    )
    starts = forms.TypedChoiceField(label=_("When do you want to start?"), coerce=date.fromisoformat)
    months = forms.TypedChoiceField(label=_("For how long?"), coerce=int)
    partners = forms.TypedChoiceField(
        label=_("How many partners at once?"), choices=[(n, str(n)) for n in range(1, 5)], coerce=int, widget=Choice
    )

    def known(self) -> dict[str, Any]:
        return {
            "school_class": self.wish.school_class_id or self._only_class(),
            "title": self.wish.title,
            "starts": self.wish.starts.isoformat() if self.wish.starts else "",
            "months": self.wish.months,
            "partners": self.wish.partners,
        }

    def _only_class(self) -> int | None:
        """Chosen in advance where there is exactly one class."""
        keys = list(classes_for(self.wish).values_list("pk", flat=True)[:2])
        return keys[0] if len(keys) == 1 else None

    def prepare(self) -> None:
        self.fields["school_class"].queryset = classes_for(self.wish)  # type: ignore[attr-defined]
        self.fields["starts"].choices = [(day.isoformat(), format_date(day, "month")) for day in self._starts()]  # type: ignore[attr-defined]
        self.fields["months"].choices = [(n, months_text(n)) for n in MONTHS]  # type: ignore[attr-defined]

    def _starts(self) -> list[date]:
        today = timezone.localdate()
        months = [today.year * 12 + today.month + ahead for ahead in range(10)]
        days = {date(month // 12, month % 12 + 1, 1) for month in months}
        return sorted(days | ({self.wish.starts} if self.wish.starts else set()))

    def facts(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("school_class", "title", "starts", "months", "partners")}
