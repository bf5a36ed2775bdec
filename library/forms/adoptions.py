"""Forms for "we tried it", and for the external evaluation that a moderator enters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm
from core.web.language_fields import TongueField
from core.web.time_widgets import DayField
from core.web.widgets import Chips, Choice
from library.models import GRADES, Adoption
from library.policy import ADOPTION_CHARACTERS, EVALUATION_CHARACTERS
from twinning.forms.language_levels import likely_first
from twinning.models import Institution
from twinning.queries.working_languages import named_languages
from twinning.showing.institution_names import shown_name


def languages() -> list[tuple[str, str]]:
    return likely_first(named_languages())


class AdoptionForm(CleanForm):
    """`schools`: for which the person may speak. `told`: what is there already, where there is something."""

    mark_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, required=False)
    institution = forms.ChoiceField(label=_("Your institution"))
    worked = forms.ChoiceField(label=_("Did it work?"), choices=Adoption.Worked.choices, widget=Choice)
    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=ADOPTION_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What changed, and how you know it. No names of children."),
    )
    changes = forms.CharField(
        label=_("What you did differently"),
        max_length=ADOPTION_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another place, another subject, fewer children: this helps those who come after you most."),
    )
    grades = forms.TypedMultipleChoiceField(
        label=_("With which grades"),
        coerce=int,
        choices=[(grade, str(grade)) for grade in GRADES],
        widget=Chips,
        required=False,
    )
    tried_on = DayField(label=_("When, about"), required=False)
    language = TongueField(label=_("In which language did you write this?"), texts=("outcome", "changes"))

    def __init__(
        self, *args: Any, schools: list[Institution], told: Adoption | None, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.code: school for school in schools}
        self.fields["institution"].choices = [(s.code, shown_name(s).text) for s in schools]  # type: ignore[attr-defined]
        if len(schools) == 1:
            self.fields["institution"].widget = forms.HiddenInput()
        self.fields["language"].choices = languages()  # type: ignore[attr-defined]
        first = told.institution.code if told else schools[0].code
        self.initial = {"institution": first, "language": language, **_known(told), **self.initial}

    def school(self) -> Institution:
        return self.schools[self.cleaned_data["institution"]]

    def facts(self) -> dict[str, Any]:
        names = ("worked", "outcome", "changes", "grades", "tried_on", "language")
        return {name: self.cleaned_data[name] for name in names}


def _known(told: Adoption | None) -> dict[str, Any]:
    if told is None:
        return {}
    names = ("version", "worked", "outcome", "grades", "tried_on", "language")
    return {**{name: getattr(told, name) for name in names}, "changes": told.changed}


class EvaluationForm(CleanForm):
    evaluator = forms.CharField(label=_("Who evaluated it"), max_length=200)
    url = forms.URLField(label=_("Where one can read it"), max_length=300, assume_scheme="https")
    words = forms.CharField(
        label=_("What was found"), max_length=EVALUATION_CHARACTERS, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = TongueField(label=_("In which language did you write this?"), texts=("words",))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages()  # type: ignore[attr-defined]
