"""A class on one page: name, ages, size, languages, shift and the lessons in which it could meet another."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.language.formats import weekday_name
from core.web.forms import CleanForm
from core.web.time_widgets import Elsewhere, WeekTime
from core.web.widgets import Choice, HoursField
from twinning.actions.classes import LEVELS
from twinning.forms.class_fields import LessonLabel, number_field, shift_choices
from twinning.forms.language_levels import likely_first
from twinning.models import Institution, SchoolClass
from twinning.policy import CLASS_LANGUAGES, CLASS_NAME_CHARACTERS, LARGEST_CLASS, OLDEST_PUPIL, YOUNGEST_PUPIL
from twinning.queries.institution_names import spoken_name_languages
from twinning.queries.lesson_shifts import (
    LESSONS,
    OTHER,
    SHIFTS,
    Span,
    cells_of,
    days_of,
    lessons_of,
    rows_of,
    shift_kind,
)
from twinning.queries.working_languages import named_languages


class ClassForm(CleanForm):
    """`mine` are the arguments of save_class."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Name of the class"), help_text=_("For instance 7-B."), max_length=CLASS_NAME_CHARACTERS
    )
    age_from = number_field(_("Age from"), YOUNGEST_PUPIL, OLDEST_PUPIL)
    age_to = number_field(_("to (years of age)"), YOUNGEST_PUPIL, OLDEST_PUPIL)
    size = number_field(_("Pupils in the class"), 1, LARGEST_CLASS)
    shift = forms.TypedChoiceField(label=_("Shift"), coerce=int, widget=Choice)

    def __init__(
        self,
        *args: Any,
        institution: Institution,
        school_class: SchoolClass | None = None,
        there: Elsewhere | None = None,
        **kwargs: Any,
    ) -> None:
        """`there`: the clock of the partner with whom the class works."""
        self.institution, self.school_class, self.there = institution, school_class, there
        self.rows = rows_of(school_class)
        self.days = days_of(institution.school_days, school_class)
        self.spoken = self._languages()
        super().__init__(*args, **kwargs)
        self.fields["shift"].choices = shift_choices()  # type: ignore[attr-defined]
        self._add_languages()
        self._add_hours()
        self.initial = {**self._known(), **self.initial}

    def _add_languages(self) -> None:
        own = [code for code, _level in self.spoken]
        names = [("", _("none")), *likely_first([*own, *named_languages()], capital=False)]
        levels = [("", _("level")), *((level, _("native") if level == "native" else level) for level in LEVELS)]
        for n in range(1, CLASS_LANGUAGES + 1):
            label = gettext("Language %(number)s") % {"number": n}
            self.fields[f"language{n}"] = forms.ChoiceField(label=label, choices=names, required=n == 1)
            label = gettext("Level %(number)s") % {"number": n}
            self.fields[f"level{n}"] = forms.ChoiceField(label=label, choices=levels, required=n == 1)

    def _add_hours(self) -> None:
        days = [(str(day), (weekday_name(day, width="abbreviated"), weekday_name(day))) for day in self.days]
        rows = [(str(row), LessonLabel(row)) for row in range(len(self.rows))]
        self.fields["hours"] = HoursField(
            label=_("Lessons"),
            help_text=_(
                "Tick the lessons in which this class could meet another. Untick those that can never be used."
            ),
            days=days,
            rows=rows,
            error_messages={"required": _("Tick at least one lesson: so we find the hours that both classes have.")},
        )
        for row in range(len(self.rows)):
            for name, label in (("from", _("Lesson %(number)s begins")), ("till", _("Lesson %(number)s ends"))):
                said = label % {"number": row + 1}
                self.fields[f"{name}{row}"] = forms.TimeField(label=said, widget=WeekTime(self.there), required=False)

    def _known(self) -> dict[str, Any]:
        group = self.school_class
        known: dict[str, Any] = {"version": group.version if group else 0, "shift": shift_kind(group) if group else 1}
        if group is not None:
            known |= {name: getattr(group, name) for name in ("name", "age_from", "age_to", "size")}
        for n, (code, level) in enumerate(self.spoken[:CLASS_LANGUAGES], 1):
            known |= {f"language{n}": code, f"level{n}": level}
        for row, (starts, ends) in enumerate(self.rows):
            known |= {f"from{row}": starts, f"till{row}": ends}
        usual = [f"{day}-{row}" for row in range(LESSONS) for day in range(1, 6)]
        return {**known, "hours": cells_of(group) if group else usual}

    def _languages(self) -> list[tuple[str, str]]:
        """Of the class, else what the institution says of itself, else the language of its name."""
        source: Any = self.school_class or self.institution
        known = [(row.language, row.level) for row in source.languages.all()]
        return known or [(code, "native") for code in spoken_name_languages(self.institution)[:1]]

    def more_languages(self) -> bool:
        """Whether the later rows say something, or need a correction."""
        return any(self[f"language{n}"].value() or self[f"level{n}"].errors for n in range(3, CLASS_LANGUAGES + 1))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("age_from"), data.get("age_to")
        if low is not None and high is not None and low > high:
            self.add_error("age_to", _("The second age must not be below the first."))
        self._clean_languages(data)
        if data.get("shift") and data.get("hours"):
            self._clean_hours(data)
        return data

    def _clean_languages(self, data: dict[str, Any]) -> None:
        chosen: list[str] = []
        for n in range(1, CLASS_LANGUAGES + 1):
            code, level = data.get(f"language{n}"), data.get(f"level{n}")
            if code and not level and f"level{n}" not in self.errors:
                self.add_error(f"level{n}", _("Choose how well the class knows this language."))
            if code and code in chosen:
                self.add_error(f"language{n}", _("This language stands above already."))
            chosen.append(code or "")

    def _clean_hours(self, data: dict[str, Any]) -> None:
        """Rows that the sheet hides for the chosen shift do not count, whatever stands in them."""
        kind = data["shift"]
        rows = [*SHIFTS[kind]] if kind in SHIFTS else self._typed(data)
        cells = [cell for cell in data["hours"] if int(cell.split("-")[1]) < len(rows)]
        used = sorted({int(cell.split("-")[1]) for cell in cells})
        wrong = [row for row in used if kind == OTHER and not rows[row][0] < rows[row][1]]
        for row in () if kind == OTHER else range(len(self.rows)):
            self.errors.pop(f"from{row}", None)
            self.errors.pop(f"till{row}", None)
        for row in wrong:
            if not {f"from{row}", f"till{row}"} & set(self.errors):
                self.add_error(f"till{row}", _("Write when this lesson begins and ends; the end comes later."))
        if not cells:
            self.add_error("hours", self.fields["hours"].error_messages["required"])
        elif not wrong:
            data["lessons"] = lessons_of(cells, rows)

    def _typed(self, data: dict[str, Any]) -> list[Span]:
        return [(data.get(f"from{n}") or time.min, data.get(f"till{n}") or time.min) for n in range(len(self.rows))]

    def mine(self) -> dict[str, Any]:
        data = self.cleaned_data
        pairs = [(data[f"language{n}"], data[f"level{n}"]) for n in range(1, CLASS_LANGUAGES + 1)]
        return {
            "name": data["name"],
            "ages": (data["age_from"], data["age_to"]),
            "size": data["size"],
            "shift": data["shift"],
            "languages": [(code, level) for code, level in pairs if code],
            "lessons": data["lessons"],
        }

    def language_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"language{n}"], self[f"level{n}"]) for n in range(1, CLASS_LANGUAGES + 1)]

    def time_rows(self) -> list[tuple[int, Any, Any]]:
        return [(n + 1, self[f"from{n}"], self[f"till{n}"]) for n in range(len(self.rows))]
