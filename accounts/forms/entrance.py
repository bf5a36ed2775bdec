"""allauth's forms in our words: cleaned text, bounded length, no placeholders (labels say it)."""

from typing import Any, ClassVar, Final

from allauth.account import forms as allauth
from allauth.account.fields import EmailField
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models.users import check_time_zone
from core.forms import CleanForm

EMAIL_LENGTH: Final = 254
PASSWORD_LENGTH: Final = 1000
PASSWORD_HINT: Final = _("At least 10 characters: a sentence is easy to remember and hard to guess.")


class _OurWords(CleanForm):
    """Labels, hints and limits by the name of the field, whatever allauth calls them."""

    labels: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
        "email": _("E-mail address"),
        "password": _("Password"),
        "password1": _("Password"),
        "password2": _("The same password once more"),
        "oldpassword": _("Present password"),
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.EmailField):
                field = self.fields[name] = EmailField(max_length=EMAIL_LENGTH, required=field.required)  # noqa: PLW2901
            elif isinstance(field.widget, forms.PasswordInput):
                _limit(field)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_OurWords, allauth.LoginForm):
    pass


class SignupForm(_OurWords, allauth.SignupForm):
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues and partners shall read it."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        required=False, max_length=60, widget=forms.HiddenInput(attrs={"data-time-zone-guess": ""})
    )
    field_order = ("name", "email", "password1", "time_zone")
    hints: ClassVar[dict[str, Any]] = {
        "password1": PASSWORD_HINT,
        "name": _("As colleagues and partners shall read it."),
        "email": _("We send a link there. Nobody else sees the address."),
    }

    def clean_time_zone(self) -> str:
        """A guess of the browser: a wrong one is no reason to stop anybody."""
        name: str = self.cleaned_data["time_zone"]
        try:
            check_time_zone(name)
        except forms.ValidationError:
            return ""
        return name

    def try_save(self, request: HttpRequest) -> Any:
        """Two clicks at the same moment: the second one is told what a known address is told."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class ResetPasswordForm(_OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_OurWords, allauth.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}


class ReauthenticateForm(_OurWords, allauth.ReauthenticateForm):
    pass


class AddEmailForm(_OurWords, allauth.AddEmailForm):
    labels: ClassVar[dict[str, Any]] = {"email": _("New e-mail address")}


class ChangePasswordForm(_OurWords, allauth.ChangePasswordForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}


class SetPasswordForm(_OurWords, allauth.SetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}


def _limit(field: forms.Field) -> None:
    """A password of a megabyte costs its hash a second."""
    field.validators.append(MaxLengthValidator(PASSWORD_LENGTH))
