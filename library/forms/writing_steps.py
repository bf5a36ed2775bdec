"""The four forms in which a practice is written. No field is required: a draft may be half empty.

What is missing is found by library.queries.preflight; `checked` sets its sentences beside their fields.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.language.formats import language_choices
from core.locales import site_languages
from core.models import Term
from core.terms import terms_of
from core.web.forms import CleanForm, ManyField, NameField
from core.web.language_fields import TongueField
from core.web.widgets import Chips, Radios
from library.actions.writing import LISTS
from library.judging.preflight_findings import ERROR, Finding
from library.models import GRADES, PARTS, Evidence, Practice
from library.policy import NEEDS_CHARACTERS, PART_CHARACTERS, SUMMARY_CHARACTERS, TIME_CHARACTERS, TITLE_CHARACTERS
from library.showing.preflight_findings import PART_NAMES, saying

Step = TypeVar("Step", bound="StepForm")
CLAIMED = (Evidence.IDEA, Evidence.ONCE, Evidence.REPEATED)


class StepForm(CleanForm):
    """`practice` is the newest text; `version` notices that somebody else changed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    quiet = False
    optional: ClassVar[tuple[str, ...]] = ()  # what the page folds away

    def __init__(self, *args: Any, practice: Practice, by: Any, **kwargs: Any) -> None:
        self.practice, self.by = practice, by
        super().__init__(*args, **kwargs)
        self.initial = {"version": practice.version, **self.known(), **self.initial}
        self.prepare()

    def main(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.optional]

    def more(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.optional]

    def unfolded(self) -> bool:
        """Whether something of what the page folds away is filled in or wrong."""
        return any(field.value() or field.errors for field in self.more())

    def prepare(self) -> None:
        """Fields and choices that depend on the practice."""

    def known(self) -> dict[str, Any]:
        """What the practice says already."""
        return {}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def as_sent(self) -> QueryDict:
        """What a browser would send of this form as it stands, so that bound fields show it."""
        data = QueryDict(mutable=True)
        for name, field in self.fields.items():
            value = field.prepare_value(self.get_initial_for_field(field, name))
            if isinstance(value, list | tuple | set):
                data.setlist(name, [str(v) for v in value])
            elif value not in {None, False}:
                data[name] = "on" if value is True else str(value)
        return data


def checked(kind: type[Step], *, practice: Practice, by: Any, found: Iterable[Finding]) -> Step:
    """The form as it stands, with each error of the pre-flight beside its field."""
    form = kind(kind(practice=practice, by=by).as_sent(), practice=practice, by=by)
    form.quiet = True  # the summary leaves the focus where the link of the finding leads
    form.is_valid()
    for finding in found:
        if finding.weight == ERROR and finding.field in form.fields:
            form.add_error(finding.field, saying(finding))
    return form


class WhatStep(StepForm):
    title = NameField(
        label=_("Title"),
        max_length=TITLE_CHARACTERS,
        required=False,
        help_text=_("What you did, in the words of a colleague: “A water diary in two languages”."),
    )
    summary = forms.CharField(
        label=_("In two or three sentences"),
        max_length=SUMMARY_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = TongueField(label=_("Language you write in"), required=False, texts=("title", "summary"))
    kind = forms.ModelChoiceField(label=_("Kind"), queryset=Term.objects.none(), required=False)
    subjects = ManyField(label=_("Subjects"), queryset=Term.objects.none(), widget=Chips, required=False)
    grades = forms.TypedMultipleChoiceField(
        label=_("Grades"),
        coerce=int,
        choices=[(grade, str(grade)) for grade in GRADES],
        widget=Chips,
        required=False,
        help_text=_("0 is the preparatory class."),
    )
    audience = ManyField(label=_("For whom"), queryset=Term.objects.none(), widget=Chips, required=False)
    time_needed = forms.CharField(
        label=_("How long it takes"),
        max_length=TIME_CHARACTERS,
        required=False,
        help_text=_("For example: six lessons in a month."),
    )
    needs = forms.CharField(
        label=_("What it needs"),
        max_length=NEEDS_CHARACTERS,
        required=False,
        help_text=_("For example: string, paper, one phone."),
    )
    offline = forms.BooleanField(label=_("Works without internet"), required=False)
    fits = ManyField(label=_("Where it has been tried"), queryset=Term.objects.none(), widget=Chips, required=False)
    optional = ("time_needed", "needs", "offline", "fits")

    def unfolded(self) -> bool:
        """Whether something of what the page folds away is filled in or wrong."""
        return any(field.value() or field.errors for field in self.more())

    def prepare(self) -> None:
        self.fields["language"].choices = language_choices(site_languages())  # type: ignore[attr-defined]
        if self.practice.edition:
            self.fields["language"].disabled = True
        for name, scheme in (("subjects", "subject"), ("audience", "audience"), ("fits", "setting")):
            self.fields[name].queryset = terms_of(scheme)  # type: ignore[attr-defined]
        self.fields["kind"].queryset = terms_of("practice_kind")  # type: ignore[attr-defined]
        self.fields["kind"].empty_label = _("Choose one")  # type: ignore[attr-defined]

    def known(self) -> dict[str, Any]:
        text = self.practice
        return {
            **{name: getattr(text, name) for name in ("title", "summary", "time_needed", "needs", "offline")},
            **{name: [term.pk for term in getattr(text, name).all()] for name in LISTS},
            "language": text.language,
            "kind": text.kind_id,
            "grades": [row.grade for row in text.grades.all()],
        }

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        facts["language"] = facts["language"] or self.practice.language
        return {**facts, **{name: list(facts[name]) for name in LISTS}}


PART_HINTS = {
    "context": _("Where, with whom, and what was the difficulty? Another teacher should recognise their own school."),
    "steps": _("What you did, one after the other. Put each step on a line of its own: 1. 2. 3."),
    "result": _("What changed, and how you know it. Numbers help, and so does what the children said."),
    "reflection": _("What was hard? What would you do differently?"),
    "adapt": _("How could it work in another school: without internet, with fewer children, in another subject?"),
}


class StoryStep(StepForm):
    evidence = forms.TypedChoiceField(
        label=_("How far has it been tried?"),
        coerce=int,
        empty_value=None,
        choices=[(step.value, step.label) for step in CLAIMED],
        widget=Radios,
        required=False,
        help_text=_("The next steps of the ladder are reached when other schools report that they tried it."),
    )

    def unfolded(self) -> bool:
        """Whether something of what the page folds away is filled in or wrong."""
        return any(field.value() or field.errors for field in self.more())

    def prepare(self) -> None:
        parts = {
            part: forms.CharField(
                label=str(PART_NAMES[part]),
                help_text=PART_HINTS[part],
                max_length=PART_CHARACTERS,
                required=False,
                initial=getattr(self.practice, part),
                widget=forms.Textarea(attrs={"rows": 6, "lang": self.practice.language}),
            )
            for part in PARTS
        }
        evidence = self.fields.pop("evidence")
        if self.practice.evidence is not None and self.practice.evidence not in CLAIMED:
            step = Evidence(self.practice.evidence)
            evidence.choices = [*evidence.choices, (step.value, step.label)]  # type: ignore[attr-defined]
        self.fields.update({**parts, "evidence": evidence})

    def known(self) -> dict[str, Any]:
        return {"evidence": self.practice.evidence}


TITLES = {
    1: _("What it is about"),
    2: _("The story in five parts"),
    3: _("Pictures and files"),
    4: _("Authors and rights"),
}
LEADS = {
    1: _("So that others find it. Everything is saved as you write; you can go on another day."),
    2: _("Write as you would tell a colleague in the staff room. No names of children."),
    3: _("A photo of the blackboard says more than a page. Places and times are taken out of every picture."),
    4: _("Who made it, and what others may do with it."),
}
