"""Forms of a twin space: milestones, evidence, the end, the signature."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.language.formats import language_name
from core.terms import terms_of
from core.web.forms import CleanForm, NameField, OfThePage
from core.web.language_fields import TongueField
from core.web.time_widgets import DayField
from core.web.widgets import Radios
from twinning.models import Partnership, Party, PlanItem
from twinning.policy import EVIDENCE_CHARACTERS, MILESTONE_CHARACTERS
from twinning.showing.institution_names import shown_name


class PlanItemForm(CleanForm):
    """A milestone of the vocabulary, or one with a name of one's own."""

    mark_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    term = forms.ChoiceField(label=_("Milestone"), required=False)
    title = NameField(
        label=_("Or a name of your own"),
        max_length=MILESTONE_CHARACTERS,
        required=False,
        help_text=_("A milestone of the list is shown to each side in its own language; your own as you write it."),
    )
    language = TongueField(label=_("Language of that name"), texts=("title",))
    due = DayField(label=_("Due"), required=False)
    lead = forms.ChoiceField(label=_("Who leads it"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, item: PlanItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(p.pk): p for p in partnership.parties.all()}
        terms = [(term.code, term.label) for term in terms_of("milestone")]
        leads = [(key, shown_name(party.institution).text) for key, party in self.parties.items()]
        languages = [(code, language_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["term"].choices = [("", _("a name of your own")), *terms]  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("both")), *leads]  # type: ignore[attr-defined]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if item is not None:
            self.initial = {**_known(item), **self.initial}

    def facts(self) -> dict[str, Any]:
        """What the verbs take. Only after is_valid()."""
        said = self.cleaned_data
        lead: Party | None = self.parties.get(said["lead"])
        return {"lead": lead, **{name: said[name] for name in ("term", "title", "language", "due")}}


def _known(item: PlanItem) -> dict[str, Any]:
    return {
        "version": item.version,
        "term": item.term,
        "title": item.title,
        "language": item.language,
        "due": item.due,
        "lead": str(item.lead_id or ""),
    }


class DoneForm(CleanForm):
    version = forms.IntegerField(widget=OfThePage)
    evidence = forms.CharField(
        label=_("What came of it?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=EVIDENCE_CHARACTERS,
        help_text=_("In a few words: how many letters, which lesson, where the result can be seen."),
    )


class EndForm(CleanForm):
    reason = forms.ChoiceField(label=_("Why does it end?"), widget=Radios)
    words = forms.CharField(
        label=_("A word to them"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(term.code, term.label) for term in terms_of("end")]  # type: ignore[attr-defined]


class SignForm(CleanForm):
    sha256 = forms.CharField(max_length=64, widget=OfThePage)
    name = NameField(
        person=True,
        label=_("Your name, as you sign"),
        max_length=150,
        help_text=_("It stands on the agreement and stays there, even if you delete your account later."),
    )
    latin_name = NameField(
        person=True,
        label=_("The same in Latin letters"),
        max_length=150,
        required=False,
        help_text=_("For partners who read no Cyrillic."),
    )
    read = forms.BooleanField(label=_("I have read the agreement and sign it for my institution."))
