"""The form that begins a practice: its language, and the institution where the author has several."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.formats import language_choices
from core.locales import site_languages
from core.web.forms import CleanForm
from core.web.language_fields import begins_in
from core.web.widgets import Radios
from library.models import Practice
from twinning.queries.people import places_of
from twinning.showing.institution_names import shown_name


class NewForm(CleanForm):
    language = forms.ChoiceField(label=_("In which language will you write?"), widget=Radios)
    institution = forms.ChoiceField(label=_("For which institution?"), widget=Radios)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = list({place.institution.pk: place.institution for place in places_of(by)}.values())
        self.fields["language"].choices = language_choices(site_languages())  # type: ignore[attr-defined]
        mine = Practice.objects.filter(owner=by)
        self.fields["language"].initial = begins_in(mine, site_languages(), field="locale__language_code")
        self.fields["institution"].choices = [(school.code, str(shown_name(school))) for school in self.schools]  # type: ignore[attr-defined]
        if len(self.schools) < 2:  # noqa: PLR2004 - one school is no choice
            del self.fields["institution"]

    def likely(self) -> dict[str, Any]:
        """What need not be asked before writing: the steps of the practice ask for both again."""
        only = self.schools[0] if len(self.schools) == 1 else None
        return {"language": self.fields["language"].initial, "institution": only}

    def facts(self) -> dict[str, Any]:
        code = self.cleaned_data.get("institution", "")
        chosen = next((school for school in self.schools if school.code == code), None)
        return {
            "language": self.cleaned_data["language"],
            "institution": chosen or (self.schools[0] if len(self.schools) == 1 else None),
        }
