"""Deciding about institutions and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm
from core.rendering import Radios
from core.terms import terms_of
from twinning.models import Role


class GroundForm(CleanForm):
    """Verify, or suspend: the ground stays in the log."""

    ground = forms.CharField(
        label=_("How do you know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: called the school, number from the ministry's register. It stays in the log."),
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
