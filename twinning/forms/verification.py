"""Deciding about institutions and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm
from core.rendering import Radios
from core.terms import terms_of
from twinning.actions.verification import OTHER_CHECK
from twinning.models import Role


class GroundForm(CleanForm):
    """Verify a person: the ground stays in the log."""

    ground = forms.CharField(
        label=_("How do you know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For example: called the school, number from the ministry's register. "
            "Read by those whom it concerns and those who decide; it is never public."
        ),
    )


class VerifyForm(GroundForm):
    """Verify an institution: everybody reads how it was checked, and when."""

    check = forms.ChoiceField(
        label=_("How was it checked?"),
        widget=Radios,
        required=False,
        initial=OTHER_CHECK,
        help_text=_("Everybody reads this, with the day, on the page of the institution."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["check"].choices = [(term.code, term.label) for term in terms_of("check")]  # type: ignore[attr-defined]  # of ChoiceField
        self.order_fields(["check", "ground"])

    def clean_check(self) -> str:
        return self.cleaned_data["check"] or OTHER_CHECK


class SuspendForm(GroundForm):
    """Suspend: its verified people read why."""

    ground = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its verified people and those who decide read this; it is never public."),
    )


class RefuseForm(CleanForm):
    reason = forms.ChoiceField(label=_("Reason"), widget=Radios)
    words = forms.CharField(
        label=_("Words to the person"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They read this with the reason. Say what they can do next."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(term.code, term.label) for term in terms_of("refusal")]  # type: ignore[attr-defined]  # of ChoiceField


class RoleForm(CleanForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=[(Role.DEPUTY.value, Role.DEPUTY.label), (Role.TEACHER.value, Role.TEACHER.label)]
    )
