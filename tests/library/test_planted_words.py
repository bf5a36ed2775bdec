"""What the migrations plant is said as a person would say it, and what an editor wrote instead stays."""

from importlib import import_module

import pytest
from django.apps import apps

from core.models import Term
from library.models import HomePage
from scripts.check_words import calques, found_in

pytestmark = pytest.mark.django_db


def words_of(page: HomePage) -> str:
    fields = (page.title, page.lead, page.steps_title, page.steps_lead, page.promise_title, page.promise)
    return " | ".join([*fields, str(list(page.steps.raw_data)), str(list(page.promises.raw_data))])


def home(language: str) -> HomePage:
    page: HomePage = HomePage.objects.get(locale__language_code=language)
    return page


def test_no_planted_word_is_a_calque() -> None:
    found = []
    for language in ("ky", "ru"):
        listed = [one for one in calques() if one.language == language and not one.catalogue_only]
        texts = [words_of(home(language)), *Term.objects.values_list(f"label_{language}", flat=True)]
        found += [(text, one) for text in texts for one in found_in(text, listed)]
    assert found == []
    assert (home("ky").steps_title, home("ru").steps_title) == ("Өнөктөшкө үч кадам", "Три шага к партнёру")


def test_the_home_page_of_an_older_installation_is_bettered_with_its_drafts() -> None:
    page = home("ru")
    page.steps_title = "Путь из трёх арок"
    page.steps = [("step", {"title": "Выбирайте, видя причины", "text": "Слова редактора"})]
    page.save()
    page.save_revision()
    import_module("library.migrations.0022_home_said_better").say_better(apps, None)
    bettered = home("ru")
    assert (bettered.steps_title, bettered.steps[0].value["title"]) == (
        "Три шага к партнёру",
        "Выбирайте, зная причины",
    )
    assert bettered.steps[0].value["text"] == "Слова редактора"
    draft = bettered.get_latest_revision_as_object()
    assert (draft.steps_title, draft.steps[0].value["title"]) == ("Три шага к партнёру", "Выбирайте, зная причины")


def test_an_editors_own_title_stays() -> None:
    HomePage.objects.filter(pk=home("ky").pk).update(steps_title="Биз кантип иштейбиз")
    import_module("library.migrations.0022_home_said_better").say_better(apps, None)
    assert home("ky").steps_title == "Биз кантип иштейбиз"
