"""Forms whose text is safe to keep: NUL, control and bidi characters never reach a field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid, KoepueroeError
from core.language.name_refusals import SENTENCES, check_address, check_name
from core.language.text_lengths import MAX_LENGTH, too_long
from core.text import Fault, clean, marks_pile_up
from core.web.language_fields import TURN, TongueField

NONSENSE = frozenset({"required", "invalid", "invalid_choice", "min_value", "max_value", "max_length"})
OLD_PAGE = _("This page is too old. Load it again: what you typed stays in the form.")
LONGEST_NUMBER = 18  # digits; the databases keep numbers below 2**63 and raise for longer ones


class OfThePage(forms.HiddenInput):
    """Which state of a thing the page shows: a draft that was typed beside an older one does not bring that back."""


class ManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the model is that of each queryset
    """Several of a table. A number that no database keeps is no choice, like any other nonsense."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(str(number)) > LONGEST_NUMBER:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(number)[:40]}
                )
        return super().clean(value)


class NameField(forms.CharField):
    """The name of an institution, a board, a practice, or with `person` of somebody: core.language.name_refusals."""

    def __init__(self, *, person: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person = person

    def clean(self, value: Any) -> str:
        try:
            return check_name(super().clean(value), person=self.person)
        except Invalid as error:
            raise ValidationError(str(error.text), code=error.code) from error


class AddressField(forms.CharField):
    """A mail address in any script; cleans to the spelling that is kept.

    No type="email": browsers refuse what stands before the @ in other letters than Latin ones.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "email", "autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        kwargs = {"max_length": 254, "widget": forms.TextInput(attrs), **kwargs}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return check_address(text) if text else ""
        except Invalid as error:
            raise ValidationError(str(error.text), code=error.code) from error


class _Cleaning(forms.BaseForm):
    """Cleans what was sent before any field sees it, so that the page shows again what would be kept."""

    turned = False  # somebody only changed the language of what they write: nothing is sent, everything stays

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.turned:
            self.errors.clear()  # they have not said yet that they are done
        return valid and not self.turned

    def full_clean(self) -> None:
        if self.is_bound:
            self.data = self._without_unseen()
            self._turn()
        super().full_clean()
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            if isinstance(value, str) and name in self.fields and not _as_typed(self.fields[name]):
                self._refuse_piled_marks(name, value)

    def add_error(self, field: str | None, error: Any) -> None:
        """Whoever found it too long, a field or a model: the same sentence, with both figures. What nobody sees nobody
        has typed wrong: their page is old."""
        if isinstance(error, ValidationError):
            _say_lengths(error)
            unseen = field in self.fields and self.fields[field].widget.is_hidden
            if unseen and {one.code for one in error.error_list} <= NONSENSE:
                error = ValidationError(str(OLD_PAGE), code="old_page")
        super().add_error(field, error)

    def _turn(self) -> None:
        """The button beside a doubt about a text's language (core.web.language_fields)."""
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            code = field.turned_to(self.data.get(TURN + key)) if isinstance(field, TongueField) else ""
            if code:
                self.data[key], self.turned = code, True  # type: ignore[index]  # a copy, made just before

    def _refuse_piled_marks(self, name: str, value: str) -> None:
        if marks_pile_up(value):
            self.add_error(name, ValidationError(str(SENTENCES[Fault.MARKS]), code="marks"))

    def _without_unseen(self) -> Any:
        kept: Any = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if key not in kept or _as_typed(field):
                continue
            lines = isinstance(field.widget, forms.Textarea)
            if isinstance(kept, QueryDict):
                kept.setlist(key, [clean(str(value), multiline=lines) for value in kept.getlist(key)])
            elif isinstance(kept[key], str):
                kept[key] = clean(kept[key], multiline=lines)
        return kept


class CleanForm(_Cleaning, forms.Form):
    """Use it for every form that is not bound to a model."""


class CleanModelForm(_Cleaning, forms.ModelForm):  # type: ignore[type-arg]  # the model is named by each form's Meta
    """Use it for every form that is bound to a model."""


def _as_typed(field: forms.Field) -> bool:
    """Passwords are compared letter by letter, files are no text."""
    return isinstance(field, forms.FileField) or isinstance(field.widget, forms.PasswordInput)


def _say_lengths(error: ValidationError) -> None:
    parts = [one for of_field in error.error_dict.values() for one in of_field] if hasattr(error, "error_dict") else []
    for one in parts or error.error_list:
        figures = one.params or {}
        if one.code == MAX_LENGTH and {"show_value", "limit_value"} <= set(figures):
            one.message, one.params = too_long(figures["show_value"], figures["limit_value"]), None


def blame(form: forms.BaseForm, error: KoepueroeError) -> None:
    """Show what a verb refused beside the field it names, else on top of the form, with the door to the next step."""
    field = getattr(error, "field", "")
    form.add_error(
        field if field in form.fields else None, " ".join(filter(None, (str(error.text), str(error.next_step))))
    )
    if error.url:
        form.way_on = (error.url, error.action)  # type: ignore[attr-defined]  # shown by components/error_summary.html


def renew(form: forms.BaseForm, **shown: Any) -> None:
    """The page shows a newer state than the one that was sent: say so in its hidden fields, and take back every tick
    that was given to the older one. What was typed stays, so that sending it once more succeeds."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # of a QueryDict, or a plain dict
    for name, field in form.fields.items():
        if isinstance(field, forms.BooleanField):
            data.pop(form.add_prefix(name), None)
    for name, value in shown.items():
        data[form.add_prefix(name)] = str(value)
    form.data = data
