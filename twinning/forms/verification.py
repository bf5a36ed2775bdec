"""Deciding about institutions and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm
from core.rendering import Radios
from core.terms import terms_of
from twinning.models import Institution, Role
from twinning.queries.facts import seen_mark, waiting_at

LEAVE = "none"


class GroundForm(CleanForm):
    """Verify, or suspend: the ground stays in the log."""

    ground = forms.CharField(
        label=_("How do you know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: called the school, number from the ministry's register. It stays in the log."),
    )


class VerifyForm(GroundForm):
    """With whose facts come onto the page, where any wait; `seen` notices that they have changed since."""

    seen = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, school: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen_mark(school)
        waiting = list(waiting_at(school))
        if waiting:
            people = [(one.place.code, _("The facts of %(person)s") % {"person": one.place.user}) for one in waiting]
            self.fields["facts"] = forms.ChoiceField(
                label=_("What the page will say"),
                choices=[*people, (LEAVE, _("None of these: the page stays as it is"))],
                widget=Radios,
                required=len(waiting) > 1,
                initial=waiting[0].place.code if len(waiting) == 1 else None,
            )

    def decision(self) -> dict[str, Any]:
        """The arguments of verify_institution."""
        data = self.cleaned_data
        facts = data.get("facts") or None
        return {"ground": data["ground"], "facts": "" if facts == LEAVE else facts, "seen": data["seen"] or None}


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
