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


def test_a_slip_is_mended_without_a_click(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Measuring rivers", language="en")
    indexed()
    page = client.get("/en/search/", {"q": "measring Rivers", "country": "EE"})
    body = joined(page.text)
    assert 'href="/en/search/?country=EE&amp;q=measuring+Rivers">measuring Rivers</a>' in body
    assert 'href="/en/search/?country=EE&amp;q=measring+Rivers&amp;exact=1">measring Rivers</a>' in body
    assert 'value="measring Rivers"' in body  # what was typed stays in the box
    assert "<mark>Measuring</mark>" in joined(client.get("/en/search/", {"q": "measring"}).text)
    assert "Showing results for" not in client.get("/en/search/", {"q": "river"}).text
    exact = client.get("/en/search/", {"q": "measring", "exact": "1"}).text
    assert ("Showing results for" in exact, "Nothing was found" in exact) == (False, True)


def test_phrases_and_words_left_out_are_chips_that_can_be_taken_away(
    things: Things, indexed: Index, client: Client
) -> None:
    things.put("a", "Суу ченөө сабагы", country=("KG",))
    indexed()
    body = joined(client.get("/en/search/", {"q": 'сабак "суу ченөө" -тоо', "country": "KG"}).text)
    base = "/en/search/?country=KG&amp;q="
    without_phrase = f"{base}%D1%81%D0%B0%D0%B1%D0%B0%D0%BA+-%D1%82%D0%BE%D0%BE"
    assert f'href="{without_phrase}">“суу ченөө”, word for word' in body
    assert "without “тоо”" in body
    body = joined(client.get("/en/search/", {"q": 'сабак "суу'}).text)
    assert "word for word" not in body.split("<main")[1].split('id="found"')[1]


def test_what_is_nowhere_is_said_and_can_be_taken_away(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Суу ченөө сабагы")
    things.put("b", "Башка тема")
    indexed()
    body = joined(client.get("/en/search/", {"q": "сабак zzqxjk77 суу"}).text)
    assert "Not found: <b>zzqxjk" in body
    assert ">Search without these words</a>" in body  # letters and figures are two words
    assert 'q=%D1%81%D0%B0%D0%B1%D0%B0%D0%BA+%D1%81%D1%83%D1%83"' in body
    assert "Not found" not in client.get("/en/search/", {"q": "zzqxjk77"}).text


def test_a_long_question_is_read_up_to_a_bound_that_is_said(things: Things, indexed: Index, client: Client) -> None:
    things.put("a", "Мектептер")
    indexed()
    many = " ".join(["мектеп", *(f"сөз{'абвгдежз'[n % 8]}{'иклмнопр'[n // 8]}" for n in range(40))])
    body = client.get("/en/search/", {"q": many}).text
    assert ("its first 32 words were searched for" in body, f'value="{many}"' in body) == (True, True)
    for text in ("мектеп " * 10_000, "x" * 5000):
        page = client.get("/en/search/", {"q": text})
        assert page.status_code == 200
        assert "its first 300 characters were searched for, with at most 32 words" in page.text
        assert f'value="{text.strip()}"' in page.text
        assert text[:301] not in page.text.replace(text.strip(), "")  # links repeat no more than was read
        assert client.get("/en/search/suggest/", {"q": text}).status_code == 200


@pytest.mark.parametrize("text", ["?!", "...", "😀🏔️", "\u202e", "\u200d", "-", '""', "«»"])
def test_signs_alone_are_no_question(things: Things, client: Client, text: str) -> None:
    body = client.get("/en/search/", {"q": text}).text
    assert ("no word in your question" in body) == bool(text.strip("\u202e"))


def test_pages_of_hits(things: Things, indexed: Index, client: Client) -> None:
    for n in range(23):
        things.put(f"t{n:02}", f"Көпүрө {n}")
    indexed()
    first = client.get("/ky/search/", {"q": "көпүрө"}).content.decode()
    last = client.get("/ky/search/", {"q": "көпүрө", "page": "3"}).content.decode()
    assert (first.count('class="hit '), last.count('class="hit ')) == (10, 3)
    assert 'start="21"' in last
    for beyond in ("4", "9999", "9" * 30):
        page = client.get("/en/search/", {"q": "көпүрө", "page": beyond})
        assert (page.status_code, page.text.count('class="hit ')) == (200, 3)
        assert "There is no such page; this is the last one, page 3." in joined(page.text)
    assert "no such page" not in last
    for nonsense in ("0", "00", "-1", "x", "²"):
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
