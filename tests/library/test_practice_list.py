"""The public library: what is asked for, what is counted, which row is shown."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.web.query_params import values_by_name
from library.models import Adoption, Practice
from library.queries.catalogue import FACETS, catalogue
from library.queries.practice_list import NEWEST, LibraryFilters, find
from library.showing.practice_rows import rows_of
from tests.library.shelf_world import published
from twinning.models import Institution

pytestmark = pytest.mark.django_db


def filters_of(query: str) -> LibraryFilters:
    said = QueryDict(query)
    return LibraryFilters.read(values_by_name(said, FACETS), order=said.get("order", NEWEST))


def asked(query: str) -> list[str]:
    found = find(filters_of(query))
    return [row["title"] for row in rows_of(found.keys, found.catalogue)]


def test_the_newest_stands_first_and_drafts_are_not_there(make_institution: Callable[..., Institution]) -> None:
    school = make_institution()
    published(school, "First")
    published(school, "Second")
    published(school, "Draft", state=Practice.State.DRAFT)
    published(school, "Down", state=Practice.State.TAKEN_DOWN)
    assert (asked(""), len(catalogue().keys)) == (["Second", "First"], 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("subject=maths", ["Sums"]),
        ("subject=maths&subject=geography", ["Sums", "River"]),
        ("grade=7", ["River"]),
        ("grade=1&grade=7", ["Sums", "River"]),
        ("kind=lesson&country=EE", ["Sums"]),
        ("country=KG&subject=maths", []),
        ("offline=yes", ["River"]),
        ("evidence=3", ["Sums"]),
        ("kind=nonsense", []),
        ("grade=%00&country=%C2%A0", ["Sums", "River"]),
        ("order=nonsense", ["Sums", "River"]),
    ],
)
def test_facets_add_up_and_their_values_are_alternatives(
    make_institution: Callable[..., Institution], query: str, expected: list[str]
) -> None:
    published(make_institution(), "River", offline=True)
    published(make_institution("Kool", country="EE"), "Sums", subjects=["maths"], grades=[1, 2], evidence=3)
    assert asked(query) == expected


def test_counts_leave_their_own_facet_aside(make_institution: Callable[..., Institution]) -> None:
    school = make_institution()
    published(school, "One")
    published(school, "Two", subjects=["maths"])
    published(school, "Three", subjects=["maths"], kind="project")
    found = find(filters_of("subject=geography"))
    assert found.counts["subject"] == {"geography": 1, "maths": 2}
    assert found.counts["kind"] == {"lesson": 1}


def test_languages_of_one_practice_are_one_row_in_the_readers_language(
    make_institution: Callable[..., Institution],
) -> None:
    school, key = make_institution(), uuid4()
    for language, title in (("en", "River"), ("ky", "Дарыя"), ("ru", "Река")):
        published(school, title, language=language, key=key)
    published(school, "Only Russian", language="ru")
    with translation.override("ky"):
        rows = rows_of(catalogue().keys, catalogue())
        assert [(row["title"], row["lang"], row["also"], row["languages"]) for row in rows] == [
            ("Only Russian", "ru", "", ""),
            ("Дарыя", "", "орусча жана англисче", "3 тилде"),
        ]
        assert asked("language=ru") == ["Only Russian", "Дарыя"]
    assert (len(catalogue().keys), find(LibraryFilters()).counts["language"]) == (2, {"en": 1, "ky": 1, "ru": 2})


def test_the_language_asked_for_is_the_one_shown(make_institution: Callable[..., Institution]) -> None:
    school, key = make_institution(), uuid4()
    for language, title in (("en", "River"), ("ru", "Река")):
        published(school, title, language=language, key=key)
    page = Client().get("/en/library/?language=ru").content.decode()
    assert ("Река" in page, "River" in page) == (True, False)


def test_most_tried_first(make_institution: Callable[..., Institution]) -> None:
    school, other = make_institution(), make_institution("Other")
    tried, _quiet = published(school, "Tried"), published(school, "Quiet")
    Adoption.objects.create(practice=tried, institution=other, language="en", outcome="It worked.")
    assert (asked(""), asked("order=tried")) == (["Quiet", "Tried"], ["Tried", "Quiet"])


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_page_costs_the_same_however_many_rows(make_institution: Callable[..., Institution], rows: int) -> None:
    for number in range(rows):
        school, key = make_institution(f"School {number}"), uuid4()
        for language in ("en", "ky"):
            published(school, f"Practice {number}", language=language, key=key)
    client = Client()
    assert client.get("/en/library/?kind=lesson").status_code == 200
    with CaptureQueriesContext(connection) as asked_of_the_database:
        page = client.get("/en/library/?kind=lesson")
    assert (len(asked_of_the_database), page.status_code) == (10, 200)


def test_nonsense_pages_are_missing_and_an_empty_library_says_what_to_do() -> None:
    client = Client()
    statuses = [client.get(f"/en/library/?page={page}").status_code for page in ("0", "9", "x", "1" * 40)]
    assert statuses == [404, 404, 404, 404]
    assert "Yours could be the first" in client.get("/en/library/").content.decode()
