"""No field cuts a text in silence: it takes all, the server says how much is too much and shows the text again."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from core.errors import Invalid
from core.language.text_lengths import check_length
from core.web.forms import CleanForm, CleanModelForm

ROOMS = ("accounts", "community", "core", "insights", "library", "search", "twinning")
NBSP = "\u00a0"


class Letter(CleanForm):
    subject = forms.CharField(max_length=10)
    text = forms.CharField(max_length=40, widget=forms.Textarea)
    key = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)


def test_a_field_takes_everything_and_says_how_much_fits() -> None:
    drawn = str(Letter())
    assert ("maxlength" in drawn, drawn.count("data-most")) == (False, 2)
    assert 'data-most="40"' in drawn


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "At most 40 characters fit here. There are 1,040 now: 1,000 too many."),
        ("ky", f"Бул жерге эң көп дегенде 40 белги батат. Азыр 1{NBSP}040 белги, 1{NBSP}000 белги ашыкча."),
        ("ru", f"Сюда помещается знаков: 40. Сейчас их 1{NBSP}040, лишних 1{NBSP}000."),
    ],
)
def test_what_is_too_long_is_counted_and_shown_again(language: str, said: str) -> None:
    with translation.override(language):
        form = Letter({"subject": "short", "text": "ы" * 1040})
        assert form.errors == {"text": [said]}
        assert "ы" * 1040 in str(form)


def test_a_line_end_and_an_emoji_are_one_character() -> None:
    assert Letter({"subject": "short", "text": "ab\r\n" * 13 + "🐴"}).is_valid()  # 40 as it is kept
    form = Letter({"subject": "short", "text": "ab\r\n" * 13 + "🐴🐴"})
    assert form.errors["text"][0].endswith("There are 41 now: 1 too many.")


def test_a_verb_says_the_same() -> None:
    check_length("a" * 40, most=40, field="text")
    with pytest.raises(Invalid) as refused:
        check_length("a" * 41, most=40, field="text")
    assert (refused.value.field, str(refused.value.text)) == (
        "text",
        "At most 40 characters fit here. There are 41 now: 1 too many.",
    )


def all_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form of this house, by importing the forms of every room."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if ".forms" in module.name:
                importlib.import_module(module.name)
    waiting: list[type[Any]] = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ROOMS:
            yield kind


@pytest.mark.django_db
def test_no_form_cuts_a_text() -> None:
    found = set(all_forms())
    assert {Letter, CleanForm, CleanModelForm} & found == {CleanForm, CleanModelForm}
    assert len(found) > 60
    for kind in found:
        for name, field in getattr(kind, "base_fields", {}).items():
            drawn = str(type("Alone", (forms.Form,), {name: field})()[name])
            assert (kind.__name__, name, "maxlength" in drawn) == (kind.__name__, name, False)


@pytest.mark.django_db
def test_a_search_of_too_many_words_is_refused_with_its_words(client: Client) -> None:
    words = "мектеп " * 60
    page = client.get("/en/institutions/", {"q": words}).content.decode()
    assert f'value="{words.strip()}"' in page
    assert "characters fit here. There are 419 now" in page
