"""allauth's forms for the second factor, with our labels; codes are slowed as passwords are."""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.adapters import refusal
from accounts.rules.login_brakes import guess_by_person
from core.errors import TooMany
from core.web.forms import CleanForm


class _OurWords(CleanForm):
    labels: ClassVar[dict[str, Any]] = {
        "code": _("Code"),
        "name": _("Name of the passkey"),
        "passwordless": _("Sign in with this passkey alone, without a password"),
    }
    hints: ClassVar[dict[str, Any]] = {
        "name": _("For instance: phone, school computer."),
        "passwordless": _("The device then asks for your finger, your face or its PIN."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                field.max_length = 100
                field.validators.append(MaxLengthValidator(100))


class _Slowed(_OurWords):
    """Counts each code as a wrong one until it proved right; raises the error of a form where the brake holds."""

    user: Any

    def clean_code(self) -> str:
        try:
            guess = guess_by_person("code", self.user, context.request)
        except TooMany as error:
            raise refusal(context.request, error) from error
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that stands beside this one
        guess.was_right()
        return code


class AuthenticateForm(_Slowed, base.AuthenticateForm):
    hints: ClassVar[dict[str, Any]] = {"code": _("Six digits from the app, or one of your recovery codes.")}


class ReauthenticateForm(_Slowed, base.ReauthenticateForm):
    hints: ClassVar[dict[str, Any]] = {"code": _("Six digits from the app, or one of your recovery codes.")}


class ActivateTOTPForm(_OurWords, totp.ActivateTOTPForm):
    labels: ClassVar[dict[str, Any]] = {"code": _("Code from the app")}
    hints: ClassVar[dict[str, Any]] = {"code": _("Six digits that change every half minute.")}


class AddWebAuthnForm(_OurWords, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(_OurWords, webauthn.EditWebAuthnForm):
    pass
