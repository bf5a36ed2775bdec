"""allauth's forms in our words: cleaned text, bounded length, no placeholders (labels say it)."""

from typing import Any, ClassVar, Final

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actions.correcting_address import SigningUp
from accounts.actions.signing_up import finish_sign_up
from accounts.adapters import refusal
from accounts.forms.accepting_rules import AcceptedField, accepted_label
from accounts.forms.sign_in_session import note_address, note_sign_up
from accounts.models import User
from accounts.models.users import check_time_zone
from accounts.rules.login_brakes import forgive_all, is_password, may_mail
from core.errors import TooMany
from core.web.forms import AddressField, CleanForm, NameField

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
        self.initial.update(
            getattr(context.request, "typed", {})
        )  # the page was too old to be taken (core.web.error_pages)
        for name, field in list(self.fields.items()):
            if isinstance(field, forms.EmailField):
                field = self.fields[name] = AddressField(required=field.required)  # noqa: PLW2901
            elif isinstance(field.widget, forms.PasswordInput):
                _limit(field)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> Any:
        """Raise the limit that the middleware found exceeded as an error of this form, which keeps what was typed."""
        error = getattr(context.request, "too_many", None)
        if error is not None:
            raise refusal(context.request, error)
        return super().clean()


class LoginForm(_OurWords, allauth.LoginForm):
    pass


class LinkForm(_OurWords):
    email = AddressField(label=_("E-mail address"))


class SignupForm(_OurWords, allauth.SignupForm):
    name = NameField(
        person=True,
        label=_("Your name"),
        help_text=_("As colleagues and partners shall read it."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(
        required=False, max_length=60, widget=forms.HiddenInput(attrs={"data-time-zone-guess": ""})
    )
    accepted = AcceptedField()
    field_order = ("name", "email", "password1", "accepted", "time_zone")
    account_already_exists: bool
    hints: ClassVar[dict[str, Any]] = {
        "password1": PASSWORD_HINT,
        "name": _("As colleagues and partners shall read it."),
        "email": _("We send a link there. Nobody else sees the address."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted"].label = accepted_label()

    def clean_time_zone(self) -> str:
        """The browser's guess; "" where it is no known time zone, which is no error."""
        name: str = self.cleaned_data["time_zone"]
        try:
            check_time_zone(name)
        except forms.ValidationError:
            return ""
        return name

    def save(self, request: HttpRequest) -> Any:
        user = super().save(request)
        return finish_sign_up(user=user, by=user)

    def try_save(self, request: HttpRequest) -> Any:
        """Treat a race of two sign-ups with one address as a known address.

        The password is hashed for a known address too, so that both cases take the same time.
        """
        unknown = User()
        if self.account_already_exists:
            unknown.set_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                made = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            made = super().try_save(request)
        self._note(request, made[0] or unknown)
        return made

    def _note(self, request: HttpRequest, user: User) -> None:
        """Remember in the session what correcting the address needs, whether the address is known or not."""
        said = SigningUp(
            name=self.cleaned_data["name"],
            language=(get_language() or "ky")[:2],
            time_zone=self.cleaned_data["time_zone"] or user.time_zone,
            password=user.password,
            person=user.code if user.pk else "",
            onward=get_next_redirect_url(request) or "",
        )
        note_sign_up(request, address=self.cleaned_data["email"], said=said)


class ResetPasswordForm(_OurWords, allauth.ResetPasswordForm):
    def save(self, request: HttpRequest, **named: Any) -> str:
        """Silently no mail above the limit of a day: the links in the earlier mails still work."""
        email: str = self.cleaned_data["email"]
        note_address(request, email, kind="reset")
        if may_mail("reset", email, request):
            super().save(request, **named)
        return email


class ResetPasswordKeyForm(_OurWords, allauth.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}

    def save(self) -> None:
        super().save()
        forgive_all(self.user)


class ReauthenticateForm(_OurWords, allauth.ReauthenticateForm):
    pass


class AddEmailForm(_OurWords, allauth.AddEmailForm):
    labels: ClassVar[dict[str, Any]] = {"email": _("New e-mail address")}


class ChangePasswordForm(_OurWords, allauth.ChangePasswordForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}

    def clean_oldpassword(self) -> str:
        try:
            right = is_password(self.user, self.cleaned_data["oldpassword"], context.request)
        except TooMany as error:
            raise refusal(context.request, error) from error
        if not right:
            raise get_adapter().validation_error("enter_current_password")
        password: str = self.cleaned_data["oldpassword"]
        return password


class SetPasswordForm(_OurWords, allauth.SetPasswordForm):
    labels: ClassVar[dict[str, Any]] = {**_OurWords.labels, "password1": _("New password")}


def _limit(field: forms.Field) -> None:
    """Bound the length: hashing a password of a megabyte takes a second."""
    field.validators.append(MaxLengthValidator(PASSWORD_LENGTH))
