"""From a question to hits: what is private is found by nobody who may not see it, in no way at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from search.analysis import read_question
from search.engines import database_engine
from search.queries.did_you_mean import did_you_mean
from search.queries.search_filters import SearchFilters
from search.queries.search_results import find, similar, suggestions
from search.showing.facets import facet_groups
from search.showing.hits import shown_hits
from tests.search.shelf import Things

Index = Callable[[], int]
NOBODY = AnonymousUser()
SECRET = "zhashyruun"
MARK = "tamga77"  # stands in each secret, never in a question


def groups(text: str, user: Any = NOBODY, **facets: tuple[str, ...]) -> list[str]:
    return [g.name for g in find(read_question(text), user=user, language="ky", facets=facets).groups]


def page(client: Client, text: str, **more: str) -> str:
    return client.get("/ky/search/", {"q": text, **more}).content.decode()


def test_one_thing_in_three_languages_is_one_hit(things: Things, indexed: Index) -> None:
    things.put("b", "Көпүрө", "Биз көпүрө куруп жатабыз", group="bridge")
    things.put("r", "Мост", "Мы строим мосты в Зимогорье", language="ru", group="bridge")
    things.put("e", "A bridge", "We build bridges", language="en", group="bridge")
    things.put("x", "Башка", "Такыр башка")
    indexed()
    for text, language, title in (
        ("көпүрөнү", "ky", "Көпүрө"),
        ("мостами", "en", "A bridge"),
        ("bridge", "ru", "Мост"),
    ):
        question = read_question(text)
        found = find(question, user=NOBODY, language=language, facets={})
        (shown,) = shown_hits(found.groups, question, user=NOBODY, language=language)
        assert "".join(piece.text for piece in shown.title.pieces) == title
        assert set(shown.also) == {"ky", "ru", "en"} - {language}
    (shown,) = shown_hits(find(read_question("зимогорью"), user=NOBODY, language="en", facets={}).groups,
                          read_question("зимогорью"), user=NOBODY, language="en")  # fmt: skip
    assert shown.other is not None
    assert [piece.text for piece in shown.other.pieces if piece.hit] == ["Зимогорье"]


def test_a_language_that_is_hidden_is_not_told_of(things: Things, indexed: Index) -> None:
    things.put("b", "Көпүрө", "Биз көпүрө куруп жатабыз", group="bridge")
    things.put("r", "Мост", "Мы строим мосты в Зимогорье", language="ru", group="bridge")
    indexed()
    things.hide("r")
    question = read_question("көпүрө")
    (shown,) = shown_hits(
        find(question, user=NOBODY, language="ru", facets={}).groups, question, user=NOBODY, language="ru"
    )
    assert shown.also == ()
    assert shown.title.lang == "ky"
    assert groups("зимогорье") == []


def test_the_readers_language_stands_first(things: Things, indexed: Index) -> None:
    things.put("a", "Школа", "Один", language="ru")
    things.put("b", "Школа", "Бир", language="ky")
    for n in range(6):
        things.put(f"x{n}", "Башка нерсе", "Такыр башка")
    indexed()
    assert groups("школа") == ["b", "a"]
    found = find(read_question("школа"), user=NOBODY, language="ru", facets={})
    assert [g.name for g in found.groups] == ["a", "b"]


def test_some_words_where_nothing_has_all(things: Things, indexed: Index) -> None:
    things.put("a", "Суу", "тоо")
    things.put("b", "Мектеп", "окуу")
    indexed()
    found = find(read_question("суу мектеп"), user=NOBODY, language="ky", facets={})
    assert (sorted(g.name for g in found.groups), found.every) == (["a", "b"], False)
    assert find(read_question("..."), user=NOBODY, language="ky", facets={}).groups == []


def plant_secrets(things: Things) -> None:
    """The same secret word in three places: an audience of its own, a members' thing, a thing hidden since."""
    things.put("open", "Ачык барак", "Баары көрөт", country=("KG",))
    things.put("hidden", f"Жашыруун {SECRET} {MARK}", f"Жашыруун {SECRET} сөз {MARK}", country=("EE",))
    things.put("members", f"Мүчөлөр үчүн {SECRET}", f"{SECRET} {MARK}", audience="members", country=("DE",))
    things.put("board", f"Кеңеш {SECRET} {MARK}", SECRET, audience="board:x", country=("FR",))


def test_secrets_leak_by_no_way(things: Things, indexed: Index, client: Client) -> None:
    plant_secrets(things)
    indexed()
    things.hide("hidden")  # the index does not know it yet
    for text in (SECRET, f"{SECRET} барак", "zhashyrun", "жашыруун", "Жашыруун барак"):
        body = page(client, text)
        assert MARK not in body
        assert "үчүн" not in body.split("<main")[1].split("<footer")[0]
        assert all(country not in body for country in ('value="EE"', 'value="DE"', 'value="FR"'))
        assert "<mark>" not in body or "Ачык" in body
    assert groups(SECRET) == []
    for begun in ("zhas", "жаш", "меч", "мүч", "кеңе"):
        assert suggestions(read_question(begun), user=NOBODY, language="ky") == []
        assert client.get("/ky/search/suggest/", {"q": begun}).json() == {"options": []}
    for typed in ("zhashyrun", "zhashiruun", "мүчөлар"):
        assert did_you_mean(read_question(typed), user=NOBODY, language="ky") == ""


def test_counts_are_of_what_this_person_sees(things: Things, indexed: Index, make_user: Callable[..., Any]) -> None:
    for code, audience, country in (
        ("a", "public", "KG"),
        ("b", "public", "KG"),
        ("c", "members", "KG"),
        ("d", "members", "EE"),
    ):
        things.put(code, "Көпүрө", "көпүрө", audience=audience, country=(country,))
    indexed()
    things.hide("b")

    def counted(user: Any, **facets: tuple[str, ...]) -> list[tuple[str, str]]:
        asked = SearchFilters("көпүрө", facets)
        found = find(asked.question, user=user, language="ky", facets=facets)
        return [(o["value"], o["count"]) for g in facet_groups(asked, found) for o in g["options"]]

    assert counted(NOBODY) == []  # one thing of one country: nothing to choose
    member = make_user()
    assert counted(member) == [("KG", "2"), ("EE", "1")]
    assert counted(member, country=("EE",)) == [("EE", "1"), ("KG", "2")]
    assert groups("көпүрө", member, country=("EE",)) == ["d"]
    assert groups("көпүрө", member, country=("EE", "KG")) == ["a", "c", "d"]
    assert groups("көпүрө", member, country=("XX",)) == []


def test_the_best_of_all_is_first_and_work_is_bounded(
    things: Things, indexed: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core import findable

    few = Things("few")
    findable.add_shelf(few.shelf())
    things.put("t00", "Көпүрө", country=("KG",))
    for n in range(1, 12):
        things.put(f"t{n:02}", "Башка", "көпүрө жана башка сөздөр", country=("EE" if n == 11 else "KG",))
    few.put("only", "Такыр башка", "узун сөз " * 20 + "көпүрө")
    indexed()
    monkeypatch.setattr(database_engine, "MOST_SHOWN", 5)
    found = find(read_question("көпүрө"), user=NOBODY, language="ky", facets={})
    # The oldest is the best; all are counted, the best can be seen.
    assert (found.groups[0].name, len(found.groups), found.total, found.more) == ("t00", 5, 13, False)
    asked = SearchFilters("көпүрө", {})
    assert [(o["value"], o["count"]) for o in facet_groups(asked, found)[-1]["options"]] == [("KG", "11"), ("EE", "1")]
    # What is not among the best is found by its facet.
    assert groups("көпүрө", country=("EE",)) == ["t11"]
    assert groups("көпүрө", shelf=("few",)) == ["only"]
    monkeypatch.setattr(database_engine, "MOST_COUNTED", 8)
    found = find(read_question("көпүрө"), user=NOBODY, language="ky", facets={})
    assert (found.groups[0].name, found.more, found.tally) == ("t00", True, None)
    assert {o["count"] for group in facet_groups(asked, found) for o in group["options"]} <= {""}


def test_a_shelf_that_promises_nothing_shows_no_numbers(
    things: Things, indexed: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core import findable

    unsure = Things("unsure")
    findable.add_shelf(replace(unsure.shelf(), counted=False))
    for n in range(4):
        things.put(f"t{n}", "Көпүрө", country=("EE" if n else "KG",))
    indexed()
    asked = SearchFilters("көпүрө", {})
    found = find(asked.question, user=NOBODY, language="ky", facets={})
    assert [o["count"] for o in facet_groups(asked, found)[-1]["options"]] == ["3", "1"]
    unsure.put("u", "Көпүрө", country=("EE",))
    indexed()
    found = find(asked.question, user=NOBODY, language="ky", facets={})
    assert {o["count"] for group in facet_groups(asked, found) for o in group["options"]} == {""}


def test_what_is_similar_is_told_to_whoever_may_see_both(things: Things, indexed: Index) -> None:
    things.put("a", "Суунун сапатын ченөө", "Окуучулар дарыядан суу алып, сапатын ченешет")
    things.put("b", "Дарыянын суусу", "Биз дарыядагы суунун сапатын ченедик")
    things.put("m", "Суунун сапаты", "Дарыянын суусу", audience="members")
    indexed()
    assert [group.name for group in similar("things", "a", user=NOBODY, language="ky")] == ["b"]
    assert similar("things", "m", user=NOBODY, language="ky") == []
    assert similar("nowhere", "a", user=NOBODY, language="ky") == []
    things.hide("b")
    assert similar("things", "a", user=NOBODY, language="ky") == []


def test_a_question_is_a_literal_number_of_queries(
    things: Things, indexed: Index, client: Client, django_assert_num_queries: Any
) -> None:
    for count in (3, 9):  # fewer hits ask for another spelling as well
        for n in range(count):
            things.put(f"t{n}", "Көпүрө", "көпүрө")
        indexed()
        client.get("/ky/search/", {"q": "көпүрө"})
        # The vocabulary, the statistics, found, read, seen, languages, seen again, texts, the limit.
        from django.db import connection

        # Elasticsearch finds, for which it is told how rare the words are.
        other = 10 if settings.ELASTICSEARCH_URL else 15
        with django_assert_num_queries(
            9 if connection.vendor == "sqlite" and not settings.ELASTICSEARCH_URL else other
        ):
            assert page(client, "көпүрө").count('class="hit ') == count
