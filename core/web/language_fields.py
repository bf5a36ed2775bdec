"""The language of a text, where somebody chooses it: what it starts with, and the doubt where it looks like another."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from core.locales import language_of
from core.text import other_language

TURN = "turn_"  # before the field's name: the button that changes the language and sends nothing


class TongueField(forms.ChoiceField):
    """The language in which the fields `texts` of the same form are written."""

    def __init__(self, *, texts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.texts = tuple(texts)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> "Tongue":
        return Tongue(form, self, field_name)

    def turned_to(self, code: object) -> str:
        """What the button asked for, where it is one of the choices."""
        known: Any = self.choices
        return str(code) if any(str(code) == str(one) for one, _name in known) else ""


class Tongue(BoundField):
    """Drawn by components/field.html with components/text_language.html below it."""

    @property
    def text_names(self) -> str:
        """Names of the fields whose words are looked at, as a script reads them."""
        return " ".join(self.form.add_prefix(name) for name in self._texts)

    @property
    def _texts(self) -> list[str]:
        return [name for name in getattr(self.field, "texts", ()) if name in self.form.fields]

    @property
    def doubt(self) -> str:
        """The language that it looks like, where it is another one that can be chosen. It holds up nothing."""
        if self.field.disabled or not isinstance(self.field, TongueField):
            return ""
        text = "\n".join(str(self.form[name].value() or "") for name in self._texts)
        found = other_language(text, str(self.value() or ""))
        return self.field.turned_to(found) if found else ""

    @property
    def turn_name(self) -> str:
        return f"{TURN}{self.html_name}"


def marked(text: str, language: str) -> str:
    """Words in another language than the page's, marked with it; words of the page's own as they are."""
    if not text or not language or language == language_of():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


def begins_in(rows: "QuerySet[Any]", known: Iterable[str] = (), *, field: str = "language") -> str:
    """The language to start with: of the newest of these rows, which this person wrote, else that of the page.

    `known`: the languages that can be chosen, where these are few. One query.
    """
    last = rows.order_by("-pk").values_list(field, flat=True).first() or ""
    may = set(known)
    return last if last and (not may or last in may) else language_of()
