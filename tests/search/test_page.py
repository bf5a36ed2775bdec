from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from search import views
from tests.search.engines.test_database_engine import NASTY
from tests.search.shelf import Things
from tests.walking import joined

Index = Callable[[], int]


def test_what_stands_in_the_text_is_marked_and_escaped(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Мектептер <b>бар</b>", "Биздин <script>мектепте</script> & мектебибизде")
    indexed()
    body = joined(client.get("/ky/search/", {"q": "мектеп <script>alert(1)</script>"}).text)
    body = joined(client.get("/ky/search/", {"q": "мектеп"}).content.decode())
    assert "<mark>Мектептер</mark> &lt;b&gt;бар&lt;/b&gt;" in body
    assert 'lang="ky"' in body


def test_the_page_without_words_says_what_to_do(client: Client, things: Things) -> None:
    response = client.get("/en/search/")
    assert response.status_code == 200
    assert "What is here to be found" in response.content.decode()
    assert "Nothing was found" in client.get("/en/search/", {"q": "xyzzy"}).content.decode()
    assert "Nothing was found" in client.get("/en/search/", {"q": "?!"}).content.decode()


def test_did_you_mean_leads_on(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Measuring rivers", language="en")
    indexed()
    body = client.get("/en/search/", {"q": "measring rivers"}).content.decode()
    assert 'href="/en/search/?q=measuring%20rivers"' in body
    assert "Did you mean" not in client.get("/en/search/", {"q": "river"}).content.decode()


def test_pages_of_hits(things: Things, indexed: Index, client: Client) -> None:
    for n in range(23):
        things.put(f"t{n:02}", f"Көпүрө {n}")
    indexed()
    first = client.get("/ky/search/", {"q": "көпүрө"}).content.decode()
    last = client.get("/ky/search/", {"q": "көпүрө", "page": "3"}).content.decode()
    assert (first.count('class="hit '), last.count('class="hit ')) == (10, 3)
    assert 'start="21"' in last
    for nonsense in ("4", "0", "-1", "x", "9" * 30):
        assert client.get("/ky/search/", {"q": "көпүрө", "page": nonsense}).status_code == 404


def test_whatever_is_typed_answers(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Мектеп")
    indexed()
    for text in NASTY:
        for address in ("/ky/search/", "/en/search/suggest/"):
            typed = text.encode("utf-8", "surrogatepass")
            status = client.get(address, {"q": typed, "country": typed, "shelf": typed}).status_code
            assert status == (400 if "\0" in text else 200), text[:20]


def test_strangers_may_not_ask_without_end(
    things: Things, indexed: Index, client: Client, monkeypatch: pytest.MonkeyPatch,
    make_user: Any, signed_in: Any,
) -> None:  # fmt: skip
    monkeypatch.setattr(views, "SEARCH_NETWORK", replace(views.SEARCH_NETWORK, figure=2))
    monkeypatch.setattr(views, "SEARCH_PERSON", replace(views.SEARCH_PERSON, figure=1))
    assert [client.get("/ky/search/", {"q": "a b"}).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/ky/search/").status_code == 200
    member = signed_in(make_user())
    assert [member.get("/ky/search/", {"q": "a"}).status_code for _ in range(2)] == [200, 429]


def test_suggestions_are_options(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Көпүрө <i>", "текст")
    things.put("b", "Көпүрөлөр жана жолдор")
    indexed()
    options = client.get("/ky/search/suggest/", {"q": "коп"}).json()["options"]
    assert options[0] == {"url": "/things/a/", "title": "Көпүрө <i>", "lang": "ky", "shelf": "Things"}
    assert [option["url"] for option in options] == ["/things/a/", "/things/b/"]
    assert client.get("/ky/search/suggest/", {"q": "к"}).json() == {"options": []}


def test_the_field_stands_in_the_head_of_each_page(client: Client, things: Things) -> None:
    body = client.get("/ru/institutions/").content.decode()
    assert 'action="/ru/search/"' in body
    assert 'class="btn btn-s btn-q find-link' in body


def test_a_hit_reads_as_sentences(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Суу", "Өзөн агат\nМектеп жанында.\nАк-Талаа")
    indexed()
    body = joined(client.get("/en/search/", {"q": "мектеп"}).text)
    assert "<b>Things:</b><span>a thing" in body
    assert "Өзөн агат. <mark>Мектеп</mark> жанында. Ак-Талаа" in body


def test_of_words_to_find_by_nothing_is_shown_but_facts(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Tartu Kool", "Tartu. Эстония. мектеп. школа. school. суу. вода. water", language="und")
    things.put("b", "Көпүрө", "Ош. школа. суу", language="ky", group="b")
    things.facts = "Темалар: суу жана тоо."
    indexed()
    body = joined(client.get("/ky/search/", {"q": "суу"}).text)
    assert body.count("Темалар: <mark>суу</mark> жана тоо.") == 2
    assert not [word for word in ("вода", "school", "Эстония", "Ош.") if word in body]
    things.facts = ""
    body = client.get("/ky/search/", {"q": "вода"}).text
    assert ("Tartu Kool" in body, "hit-text" in body) == (True, False)


def test_a_name_in_another_language_is_said_where_it_was_found(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Көпүрө", "Ош. мектеп", language="ky", group="a")
    things.put("a", "Мост", "Ош. школа", language="ru", group="a")
    things.facts = "Темалар: тоо."
    indexed()
    body = joined(client.get("/ky/search/", {"q": "мост"}).text)
    assert "<mark>Мост</mark>" in body
    assert "Темалар: тоо." in body
    assert "школа" not in body
