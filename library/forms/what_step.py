"""Step one of writing a practice: title, summary, kind, subjects, grades, for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.formats import language_choices
from core.locales import site_languages
from core.models import Term
from core.terms import terms_of
from core.web.forms import ManyField, NameField
from core.web.language_fields import TongueField
from core.web.widgets import Chips
from library.forms.writing_steps import StepForm
from library.judging.practice_facts import LISTS
from library.models import GRADES
from library.policy import NEEDS_CHARACTERS, SUMMARY_CHARACTERS, TIME_CHARACTERS, TITLE_CHARACTERS


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
