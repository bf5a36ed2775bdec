import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from core.web.forms import CleanForm


class Letter(CleanForm):
    subject = forms.CharField(max_length=10)
    text = forms.CharField(widget=forms.Textarea)
    secret = forms.CharField(widget=forms.PasswordInput, strip=False, required=False)
    tags = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    paper = forms.FileField(required=False)


def test_text_is_cleaned_before_it_is_judged() -> None:
    form = Letter({"subject": "\u202eAb\x00cdefghij\x07", "text": "one\r\ntwo\x00"})
    assert form.is_valid()
    assert form.cleaned_data["subject"] == "Abcdefghij"
    assert form.cleaned_data["text"] == "one\ntwo"


def test_passwords_stay_as_they_were_typed() -> None:
    form = Letter({"subject": "a", "text": "b", "secret": " e\u0301 "})
    assert form.is_valid()
    assert form.cleaned_data["secret"] == " e\u0301 "


def test_each_value_of_a_list_is_cleaned() -> None:
    sent = QueryDict(mutable=True)
    sent.setlist("subject", ["x"])
    sent.setlist("text", ["y"])
    sent.setlist("tags", ["a\x00", "b"])
    form = Letter(sent)
    assert form.is_valid()
    assert form.cleaned_data["tags"] == ["a", "b"]
    assert sent.getlist("tags") == ["a\x00", "b"]


def test_only_nul_is_an_empty_answer() -> None:
    found = Letter({"subject": "\x00", "text": "y"}).errors.as_data()
    assert [(name, error.code) for name, errors in found.items() for error in errors] == [("subject", "required")]


def test_a_file_is_left_alone() -> None:
    form = Letter({"subject": "a", "text": "b"}, {"paper": SimpleUploadedFile("a.txt", b"\x00a")})
    assert form.is_valid()
    assert form.cleaned_data["paper"].read() == b"\x00a"


def test_nul_in_an_address_is_refused(client: Client, db: None) -> None:
    assert client.get("/en/styleguide/%00").status_code == 400
    assert client.get("/en/styleguide/", {"q": "a\x00b"}).status_code == 400
    assert client.get("/en/styleguide/", {"q": "a%00b"}).status_code != 400


class Versioned(CleanForm):
    words = forms.CharField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@pytest.mark.parametrize("version", ["", "0", "x", "-9"])
def test_what_nobody_sees_is_no_mistake_of_whoever_typed(version: str) -> None:
    form = Versioned({"words": "Ice", "version": version})
    assert form.errors == {"version": ["This page is too old. Load it again: what you typed stays in the form."]}
    assert form["words"].value() == "Ice"
    assert Versioned({"words": "Ice", "version": "2"}).is_valid()
