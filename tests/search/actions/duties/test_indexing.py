"""The index follows what changes, and the doctor sees where it does not."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from core import findable
from core.models import FindableChange
from search.actions.duties.indexing import in_chunks, index_waiting, is_stale, prepare_index, read_anew
from search.models import SearchEntry, SearchTotal
from tests.search.shelf import Things

Index = Callable[[], int]


def doctor(*options: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("search_doctor", *options, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_change_is_indexed_after_its_commit(
    things: Things, indexed: Index, django_capture_on_commit_callbacks: Any
) -> None:
    indexed()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        things.put("a", "Мектеп")
        findable.changed("things", "a")
    assert list(SearchEntry.objects.values_list("code", "text__title")) == [("a", "Мектеп")]
    assert FindableChange.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        things.take("a")
        findable.changed("things", "a")
    assert SearchEntry.objects.count() == 0


def test_a_shelf_that_fails_is_tried_again_and_holds_nobody_up(things: Things, indexed: Index, caplog: Any) -> None:
    broken = Things("broken")

    def fail(_codes: Any) -> Any:
        raise ZeroDivisionError

    broken._documents = fail  # type: ignore[method-assign]
    findable.add_shelf(broken.shelf())
    things.put("a", "Мектеп")
    findable.changed("broken", "x")
    findable.changed("things", "a")
    findable.changed("nowhere", "y")
    assert index_waiting() == 2
    assert list(FindableChange.objects.values_list("shelf", "tries")) == [("broken", 1)]
    for _again in range(9):
        index_waiting()
    assert list(FindableChange.objects.values_list("shelf", "tries")) == [("broken", findable.MOST_TRIES)]
    assert SearchEntry.objects.get().code == "a"


def test_the_doctor_compares_and_repairs(things: Things, indexed: Index) -> None:
    for code in ("a", "b", "c"):
        things.put(code, f"Көпүрө {code}")
    indexed()
    assert doctor() == (0, "things: as it should be\nThe index is true.\n")
    things.put("a", "Башка ат")
    things.take("b")
    things.put("d", "Жаңы")
    end, told = doctor()
    assert end == 1
    assert told.splitlines() == [
        "things: 1 missing, 1 stale, 1 extra",
        "  missing d/ky",
        "  stale a/ky",
        "  extra b/ky",
    ]
    assert doctor("--repair")[0] == 0
    assert doctor()[0] == 0
    assert sorted(SearchEntry.objects.values_list("code", flat=True)) == ["a", "c", "d"]


def test_the_doctor_takes_a_shelf_away_that_stands_no_more(
    things: Things, indexed: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    things.put("a", "Көпүрө")
    indexed()
    monkeypatch.setattr(findable, "_shelves", {})
    assert doctor() == (1, "things: 1 extra\n  extra a/ky\n")
    assert doctor("--repair")[0] == 0
    assert SearchEntry.objects.count() == 0


def test_the_doctor_mends_the_engine(things: Things, indexed: Index) -> None:
    things.put("a", "Көпүрө")
    indexed()
    SearchTotal.objects.update(size=0)
    assert doctor()[0] == 1
    assert doctor("--repair")[0] == 0
    assert doctor()[0] == 0


def test_a_start_prepares_what_is_not_true_and_is_quick_else(things: Things, django_assert_num_queries: Any) -> None:
    said: list[str] = []
    things.put("a", "Көпүрө")
    prepare_index(said.append)
    assert (said, SearchEntry.objects.count()) == (["Preparing the search ..."], 1)
    with django_assert_num_queries(2):
        prepare_index(said.append)
    SearchTotal.objects.update(version=0)
    SearchEntry.objects.all().delete()
    prepare_index(said.append)
    assert len(said) == 2


def test_what_another_analysis_made_answers_and_is_read_anew_in_the_background(things: Things, indexed: Index) -> None:
    for code in "abcde":
        things.put(code, f"Көпүрө {code}")
    indexed()
    SearchTotal.objects.update(version=0)
    SearchEntry.objects.exclude(code="a").update(built=1, digest="of old")
    said: list[str] = []
    prepare_index(said.append)
    assert (said, is_stale(), SearchEntry.objects.count()) == ([], True, 5)
    assert [read_anew(limit=3), is_stale()] == [1, True]
    assert [read_anew(limit=3), is_stale(), doctor()[0]] == [0, False, 0]


def test_chunks_never_part_the_languages_of_one_thing(things: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.actions.duties import indexing

    monkeypatch.setattr(indexing, "CHUNK", 2)
    for code in ("a", "b", "c"):
        for language in ("ky", "ru", "en"):
            things.put(code, "Көпүрө", language=language)
    chunks = [[one.code for one in chunk] for chunk in in_chunks(things.shelf().documents(None))]
    assert chunks == [["a"] * 3, ["b"] * 3, ["c"] * 3]


def test_rebuild_says_what_it_did(things: Things) -> None:
    things.put("a", "Көпүрө")
    out = io.StringIO()
    call_command("search_rebuild", stdout=out)
    assert out.getvalue() == "things: 1\n1 documents are indexed.\n"
