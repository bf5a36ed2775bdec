"""Inviting a colleague or a partner, and accepting an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.own_names import own_names
from core.web.forms import AddressField, CleanForm
from core.web.widgets import Choice, Radios
from twinning.models import Role
from twinning.policy import INVITATION_CHARACTERS

COLLEAGUES = [(Role.TEACHER.value, Role.TEACHER.label), (Role.DEPUTY.value, Role.DEPUTY.label)]


class _InviteForm(CleanForm):
    email = AddressField(
        label=_("E-mail address"), widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=own_names, widget=Choice)
    words = forms.CharField(
        label=_("A word of your own"),
        max_length=INVITATION_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May stay empty."),
    )

    def mine(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ColleagueForm(_InviteForm):
    role = forms.ChoiceField(label=_("As what?"), choices=COLLEAGUES, widget=Choice)
    field_order = ("email", "role", "language", "words")


class PartnerForm(_InviteForm):
    pass


class AcceptForm(CleanForm):
    """What an invited partner says of themselves; a colleague is not asked."""

    role = forms.ChoiceField(label=_("What are you there?"), choices=Role.choices, widget=Radios)
