"""Last step of a wish: a few words of one's own, and their language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.language_fields import TongueField
from twinning.forms.language_levels import likely_first
from twinning.forms.wish_steps.shared import StepForm
from twinning.queries.working_languages import named_languages


class WordsStep(StepForm):
    about = forms.CharField(
        label=_("A few words about your class and your idea"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What makes your place special? No names of children."),
    )
    language = TongueField(label=_("In which language did you write this?"), texts=("about",))

    def prepare(self) -> None:
        self.fields["language"].choices = likely_first(named_languages())  # type: ignore[attr-defined]

    def known(self) -> dict[str, Any]:
        return {"about": self.wish.about, "language": self.wish.language}

    def facts(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about"], "language": self.cleaned_data["language"]}
