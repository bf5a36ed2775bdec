"""Forms of the settings: name, language and time zone, and deleting the account."""

from typing import Any, Final

from allauth.core import context
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.adapters import refusal
from accounts.models import User
from accounts.rules.login_brakes import is_password
from accounts.showing.time_zones import find_zone, former_names, zone_text, zones
from core.errors import TooMany
from core.language.own_names import own_names
from core.text import canonical_address
from core.web.forms import CleanForm, CleanModelForm, NameField
from core.web.widgets import Radios


class NameForm(CleanModelForm):
    class Meta:
        model = User
        fields = ("name", "latin_name")
        labels: Final = {"name": _("Your name"), "latin_name": _("Your name in Latin letters")}
        help_texts: Final = {
            "name": _("As colleagues and partners shall read it."),
            "latin_name": _("For partners who do not read Cyrillic, and for documents. It may stay empty."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.fields[name] = NameField(
                person=True, label=field.label, help_text=field.help_text, max_length=150, required=name == "name"
            )
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class ZoneInput(forms.TextInput):
    """A field with suggestions: city and country in the reader's language."""

    template_name = "accounts/zone_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["zones"] = [
            (" ".join((name, *former_names(name))), text)
            for name, text in zones(_language(), near=find_zone(str(value or "")))
        ]
        return context

    def format_value(self, value: Any) -> str | None:
        return zone_text(value, _language()) if value else None


class ZoneField(forms.CharField):
    """Cleans to the IANA name. Accepts that name, a city in any language of the site, or the text of a suggestion."""

    widget = ZoneInput

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        name = find_zone(text)
        if not name:
            raise forms.ValidationError(
                _("We do not know the place “%(text)s”. Choose the nearest large city from the list."),
                params={"text": text},
                code="unknown",
            )
        return name


class LanguageForm(CleanForm):
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Mails and notices come in this language. Pages follow the switch at the top."),
        choices=own_names,
        widget=Radios,
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        help_text=_("Write your city, in any of the three languages, and choose."),
        max_length=150,
    )


class KeysForm(CleanForm):
    keys = forms.BooleanField(
        label=_("Use keyboard shortcuts"),
        required=False,
        help_text=_("Switch them off where another program of yours needs the same keys."),
    )


class DeleteForm(CleanForm):
    address = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Write it out, so that nobody deletes an account by accident."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if canonical_address(address) != self.user.email:
            raise forms.ValidationError(_("This is not the address of your account."), code="other")
        return address

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            right = is_password(self.user, password, context.request)
        except TooMany as error:
            raise refusal(context.request, error) from error
        if not right:
            raise forms.ValidationError(_("This is not your password."), code="wrong")
        return password


def _language() -> str:
    return (get_language() or "en")[:2]
