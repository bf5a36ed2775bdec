"""The letter to a partner: project, dates, plan, sentences of the phrase book, own words; and the answer no."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.terms import terms_of
from core.web.forms import CleanForm, NameField, blame
from core.web.language_fields import TongueField
from core.web.time_widgets import DayField
from core.web.widgets import Checks, Radios
from twinning.forms.language_levels import likely_first
from twinning.models import Wish
from twinning.policy import MILESTONE_CHARACTERS, OWN_MILESTONES, PROPOSAL_CHARACTERS, PROPOSAL_TITLE_CHARACTERS
from twinning.queries.phrase_book import chosen, facts_of
from twinning.queries.wishes import named
from twinning.queries.working_languages import named_languages
from twinning.rules.proposal_letters import Letter, checked_letter, due_fault
from twinning.showing.phrase_book import phrase_book


class LetterForm(CleanForm):
    """`ours` writes. `client_key` is made with the page, so that a double click sends once."""

    mark_optional = True
    client_key = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)
    title = NameField(
        label=_("Name of the project"),
        max_length=PROPOSAL_TITLE_CHARACTERS,
        help_text=_("Short, as you would tell it to the children."),
    )
    work = forms.ChoiceField(label=_("What shall we do?"), widget=Radios)
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    phrases = forms.MultipleChoiceField(
        label=_("Sentences for the first message"),
        widget=Checks,
        required=False,
        help_text=_("Each side reads them in its own language: Kyrgyz, Russian or English."),
    )
    words = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=PROPOSAL_CHARACTERS,
        required=False,
    )
    language = TongueField(label=_("Language of your own words"), texts=("title", "words"))

    def __init__(self, *args: Any, ours: Wish, theirs: Wish, theme: str = "", **kwargs: Any) -> None:
        self.ours, self.theme = ours, theme
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_key", uuid4().hex)
        self._choose_work(theirs)
        self._choose_languages()
        for name, field in self._milestones().items():
            self.fields[name] = field
        self.fields["phrases"].choices = [  # type: ignore[attr-defined]  # a choice field, as declared above
            (part, [(phrase.key, phrase.text) for phrase in phrases]) for part, phrases in phrase_book(self._facts())
        ]

    def clean(self) -> dict[str, Any]:
        """All that the verb would refuse is refused here, at its row, before the letter is looked at."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_plan(data)
        if not self.errors:
            try:
                checked_letter(self.letter())
            except Invalid as error:
                blame(self, error)
        return data

    def _check_plan(self, data: dict[str, Any]) -> None:
        for name in self._plan_names():
            due, due_field = data.get(f"{name}_due"), f"{name}_due"
            if not data.get(name):
                if due and name.startswith("own_") and name not in self.errors:
                    self.add_error(name, _("Write what this milestone is, or take its day away."))
                elif due and not name.startswith("own_") and due.isoformat() != self.initial.get(due_field, ""):
                    # A typed day without a tick is refused; a proposed one goes with its tick.
                    self.add_error(name, _("Tick this milestone, or take its day away."))
            elif due and (said := due_fault(due, data.get("starts"), data.get("ends"))):
                self.add_error(due_field, said)

    def _plan_names(self) -> list[str]:
        known = [f"m_{term.code}" for term in terms_of("milestone")]
        return known + [f"own_{n}" for n in range(1, OWN_MILESTONES + 1)]

    def letter(self) -> Letter:
        """What the verbs take. Only after is_valid()."""
        said = self.cleaned_data
        return Letter(
            title=said["title"],
            work=said["work"],
            starts=said["starts"],
            ends=said["ends"],
            plan=self._plan(),
            phrases=chosen(said["phrases"], self._facts()),
            words=said["words"],
            language=said["language"],
        )

    @property
    def known_milestones(self) -> list[tuple[Any, Any]]:
        """Tick and due day of each milestone of the vocabulary, for the template."""
        return [(self[f"m_{term.code}"], self[f"m_{term.code}_due"]) for term in terms_of("milestone")]

    @property
    def own_milestones(self) -> list[tuple[Any, Any]]:
        return [(self[f"own_{n}"], self[f"own_{n}_due"]) for n in range(1, OWN_MILESTONES + 1)]

    def _choose_work(self, theirs: Wish) -> None:
        """What both wishes name stands first."""
        both = [named(wish, "work") for wish in (self.ours, theirs)]
        rows = sorted(terms_of("work"), key=lambda term: -sum(term.code in codes for codes in both))
        self.fields["work"].choices = [(term.code, term.label) for term in rows]  # type: ignore[attr-defined]

    def _choose_languages(self) -> None:
        group = self.ours.school_class
        spoken = group.languages.values_list("language", flat=True) if group else []
        self.fields["language"].choices = likely_first([*spoken, *named_languages()])  # type: ignore[attr-defined]

    def _milestones(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for term in terms_of("milestone"):
            fields[f"m_{term.code}"] = forms.BooleanField(label=term.label, required=False)
            fields[f"m_{term.code}_due"] = DayField(label=_("Due: %(what)s") % {"what": term.label}, required=False)
        for n in range(1, OWN_MILESTONES + 1):
            own = _("Milestone of your own, %(n)s") % {"n": n}
            fields[f"own_{n}"] = forms.CharField(label=own, max_length=MILESTONE_CHARACTERS, required=False)
            fields[f"own_{n}_due"] = DayField(label=_("Due: %(what)s") % {"what": own}, required=False)
        return fields

    def _plan(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        rows = [(term.code, "", f"m_{term.code}") for term in terms_of("milestone") if said[f"m_{term.code}"]]
        rows += [("", said[f"own_{n}"], f"own_{n}") for n in range(1, OWN_MILESTONES + 1) if said[f"own_{n}"]]
        plan = [
            {"term": term, "title": title, "due": due.isoformat() if (due := said[f"{name}_due"]) else ""}
            for term, title, name in rows
        ]
        return sorted(plan, key=lambda item: item["due"] or "9")

    def _facts(self) -> dict[str, str]:
        known = {
            name: str((self.is_bound and self.data.get(name)) or self.initial.get(name) or "")
            for name in ("work", "starts", "ends")
        }
        if known["work"] not in {term.code for term in terms_of("work")}:
            known["work"] = ""
        return facts_of(self.ours, theme=self.theme, **known)


def initial_plan(plan: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The plan of a proposal as initial values of a LetterForm."""
    known, own = {}, 0
    for item in plan:
        if item.get("term"):
            name = f"m_{item['term']}"
            known[name] = True
        else:
            own += 1
            name = f"own_{own}"
            known[name] = item.get("title", "")
        known[f"{name}_due"] = item.get("due", "")
    return known


class DeclineForm(CleanForm):
    reason = forms.ChoiceField(label=_("Why not?"), widget=Radios)
    words = forms.CharField(
        label=_("A word to them"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(term.code, term.label) for term in terms_of("decline")]  # type: ignore[attr-defined]
