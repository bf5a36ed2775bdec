"""Deciding about institutions and people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.terms import terms_of
from core.web.forms import CleanForm
from core.web.widgets import People, Radios, named
from twinning.actions.institution_verification import OTHER_CHECK
from twinning.models import Institution, Role, Staff
from twinning.queries.institution_facts import seen_mark, waiting_at

LEAVE = "none"


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
    """Verify an institution: everybody reads how it was checked, and when; with whose facts come onto the page, where
    any wait. `seen` notices that they have changed since."""

    check = forms.ChoiceField(
        label=_("How was it checked?"),
        widget=Radios,
        required=False,
        initial=OTHER_CHECK,
        help_text=_("Everybody reads this, with the day, on the page of the institution."),
    )
    seen = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, school: Institution, people: Iterable[Staff] = (), **kwargs: Any) -> None:
        """`people`: who asks there and is for the same person to verify."""
        super().__init__(*args, **kwargs)
        self.people = {place.code: place for place in people}
        self._offer_people()
        self.fields["check"].choices = [(term.code, term.label) for term in terms_of("check")]  # type: ignore[attr-defined]  # of ChoiceField
        self.initial["seen"] = seen_mark(school)
        self._offer_facts(list(waiting_at(school)))
        self.order_fields(["facts", "people", "check", "ground"])

    def _offer_people(self) -> None:
        if self.people:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("Verify with it, on the same ground"),
                choices=[(code, named(place.user, place.get_role_display())) for code, place in self.people.items()],
                widget=People,
                required=False,
                help_text=_("Tick whom you know to work there. Who is not ticked goes on waiting."),
            )

    def _offer_facts(self, waiting: list[Any]) -> None:
        if not waiting:
            return
        people = [(one.place.code, _("The facts of %(person)s") % {"person": one.place.user}) for one in waiting]
        self.fields["facts"] = forms.ChoiceField(
            label=_("What the page will say"),
            choices=[*people, (LEAVE, _("None of these: the page stays as it is"))],
            widget=Radios,
            required=len(waiting) > 1,
            initial=waiting[0].place.code if len(waiting) == 1 else None,
        )

    def clean_check(self) -> str:
        return self.cleaned_data["check"] or OTHER_CHECK

    def decision(self) -> dict[str, Any]:
        """The arguments of verify_with_people."""
        data = self.cleaned_data
        facts = data.get("facts") or None
        chosen = "" if facts == LEAVE else facts
        people = [self.people[code] for code in data.get("people") or ()]
        said = {"ground": data["ground"], "check": data["check"], "facts": chosen, "seen": data["seen"] or None}
        return {**said, "people": people}


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
