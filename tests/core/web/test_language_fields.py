"""The language of a text: what its choice starts with, the doubt, and the button that changes it and keeps the rest."""

import json
from collections.abc import Callable

import pytest
from django import forms
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from core.language.country_and_language_names import language_choices
from core.web.forms import CleanForm
from core.web.language_fields import TongueField, begins_in
from tests.walking import joined
from twinning.forms.language_levels import likely_first
from twinning.models import Institution, InstitutionLanguage, SchoolClass, Wish
from twinning.queries.working_languages import named_languages

RUSSIAN = "Наша школа находится в Нарыне, и мы хотим познакомиться с учениками из других стран."
CHOICES = [("ky", "Kyrgyz"), ("ru", "Russian"), ("en", "English")]


class Letter(CleanForm):
    title = forms.CharField()
    words = forms.CharField(widget=forms.Textarea, required=False)
    language = TongueField(texts=("title", "words", "absent"), choices=CHOICES)


def test_a_doubt_holds_up_nothing() -> None:
    form = Letter({"title": "Суу", "words": RUSSIAN, "language": "ky"})
    assert form.is_valid()
    assert (form.cleaned_data["language"], form["language"].doubt) == ("ky", "ru")  # type: ignore[attr-defined]
    with override("en"):
        drawn = joined(str(form["language"].as_field_group()))
    assert "This looks like Russian." in drawn
    assert '<button class="btn btn-s" type="submit" name="turn_language" value="ru" formnovalidate>' in drawn
    assert 'data-texts="title words"' in drawn


@pytest.mark.parametrize(
    ("language", "words"), [("ru", RUSSIAN), ("ky", "Кыска сөз"), ("ky", ""), ("ky", f"«{RUSSIAN}»")]
)
def test_no_doubt(language: str, words: str) -> None:
    form = Letter(initial={"title": "Суу", "words": words, "language": language})
    assert form["language"].doubt == ""  # type: ignore[attr-defined]
    assert '<p class="row row-2" hidden>' in str(form["language"].as_field_group())


def test_a_language_that_cannot_be_chosen_is_no_doubt() -> None:
    form = Letter(initial={"words": RUSSIAN, "language": "ky"})
    form.fields["language"].choices = CHOICES[:1]  # type: ignore[attr-defined]
    assert form["language"].doubt == ""  # type: ignore[attr-defined]


def test_the_button_changes_the_language_and_sends_nothing() -> None:
    form = Letter({"title": "", "words": RUSSIAN, "language": "ky", "turn_language": "ru"})
    assert (form.is_valid(), dict(form.errors)) == (False, {})
    assert [form[name].value() for name in ("words", "language")] == [RUSSIAN, "ru"]
    assert form["language"].doubt == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize("asked", ["", "xx", "<b>"])
def test_a_button_that_names_no_language_is_none(asked: str) -> None:
    form = Letter({"title": "Суу", "words": RUSSIAN, "language": "ky", "turn_language": asked})
    assert (form.is_valid(), form.cleaned_data["language"]) == (True, "ky")


def test_what_it_starts_with(make_user: Callable[..., User], make_institution: Callable[..., Institution]) -> None:
    user, school = make_user(language="ky"), make_institution()
    with override("ru"):
        assert begins_in(Wish.objects.filter(by=user)) == "ru"  # the page, not the language of the mails
        Wish.objects.create(institution=school, language="et", by=user)
        assert begins_in(Wish.objects.filter(by=user)) == "et"
        assert begins_in(Wish.objects.filter(by=user), ("ky", "ru")) == "ru"
        assert begins_in(Wish.objects.filter(by=make_user())) == "ru"


def test_a_new_wish_starts_with_the_last_ones_language_then_the_pages(
    make_user: Callable[..., User],
    make_institution: Callable[..., Institution],
    make_staff: Callable[..., object],
    signed_in: Callable[[User], Client],
) -> None:
    leader, school = make_user(language="ky"), make_institution()
    make_staff(leader, school)
    browser = signed_in(leader)
    browser.post("/ru/partners/new/", {"institution": school.code})
    first = Wish.objects.get()
    assert first.language == "ru"
    Wish.objects.update(language="et", version=2)
    browser.post("/ru/partners/new/", {"institution": school.code})
    assert Wish.objects.exclude(pk=first.pk).get().language == "et"


def test_every_language_can_be_chosen_and_those_of_partners_stand_first(
    make_institution: Callable[..., Institution],
) -> None:
    for language in ("vro", "sgn", "vro"):
        InstitutionLanguage.objects.create(institution=make_institution(), language=language)
    assert named_languages() == ["vro", "sgn"]
    codes = [code for code, _name in likely_first(named_languages())]
    assert codes[:5] == ["ky", "ru", "en", "vro", "sgn"]
    assert sorted(codes) == sorted(code for code, _name in language_choices())


def test_the_last_step_of_a_wish_warns_and_turns(
    make_user: Callable[..., User],
    make_institution: Callable[..., Institution],
    make_staff: Callable[..., object],
    signed_in: Callable[[User], Client],
) -> None:
    leader, school = make_user(), make_institution()
    make_staff(leader, school)
    group = SchoolClass.objects.create(institution=school, name="7", age_from=12, age_to=13, size=20)
    wish = Wish.objects.create(institution=school, school_class=group, language="ky", by=leader, about=RUSSIAN)
    address = f"/en/partners/{wish.code}/wish/4/"
    browser = signed_in(leader)
    assert "This looks like Russian." in browser.get(address).content.decode()
    sent = {"about": RUSSIAN, "language": "ky", "version": wish.version}
    turned = browser.post(address, {**sent, "turn_language": "ru"})
    wish.refresh_from_db()
    assert (turned.status_code, wish.language) == (200, "ky")
    assert [turned.context["form"][name].value() for name in ("about", "language")] == [RUSSIAN, "ru"]
    assert browser.post(address, sent).status_code == 302  # a warning, no more


def test_the_page_asks_while_somebody_writes(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(make_user())

    def ask(text: str, language: str, page: str = "en") -> object:
        body = json.dumps({"text": text, "language": language})
        return browser.post(f"/api/tongue?lang={page}", body, content_type="application/json").json()

    assert ask(RUSSIAN, "ky") == {"language": "ru", "text": "This looks like Russian."}
    assert ask(RUSSIAN, "ky", "ky") == {"language": "ru", "text": "Текст орусча жазылган окшойт."}
    assert ask(RUSSIAN, "ky", "ru") == {"language": "ru", "text": "Похоже, язык текста другой: русский."}
    assert ask(RUSSIAN, "ru") == {"language": "", "text": ""}
    assert ask("", "ky") == {"language": "", "text": ""}
    assert Client().post("/api/tongue", "{}", content_type="application/json").status_code == 401
