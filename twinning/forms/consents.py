"""Signing the rules of safe work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm, NameField, OfThePage
from twinning.policy import SIGNATURE_CHARACTERS


class SignForm(CleanForm):
    """The hidden version is what was read: rules that changed meanwhile must be read again."""

    version = forms.CharField(widget=OfThePage, max_length=20)
    agreed = forms.BooleanField(
        label=_("I have read these rules. Everybody who works in a partnership for us will know them and keep them."),
        error_messages={"required": _("Tick this if you agree; without it nothing is signed.")},
    )
    name = NameField(
        person=True,
        label=_("Your name, as you sign"),
        max_length=SIGNATURE_CHARACTERS,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def mine(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "version": self.cleaned_data["version"]}
