"""What programs ask the search: the API, a feed of a question, the description for browsers."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

from django.test import Client

from tests.search.shelf import Things

Index = Callable[[], int]
ATOM = "{http://www.w3.org/2005/Atom}"
OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_api_finds_what_the_page_finds(things: Things, indexed: Index, client: Client) -> None:
    for n in range(12):
        things.put(f"a{n:02}", f"Суу {n}", "Таза суу", language="ky", country=("KG" if n else "EE",))
    indexed()
    found = client.get("/api/search", {"q": "сууну", "lang": "en"}).json()
    assert (found["total"], found["more"], found["page"], found["pages"], len(found["hits"])) == (12, False, 1, 2, 10)
    assert found["hits"][0] == {
        "shelf": "Things", "title": "Суу 0", "url": "/things/a00/", "about": "a thing", "also": [],
    }  # fmt: skip
    last = client.get("/api/search", {"q": "сууну", "page": "99"}).json()
    assert (last["page"], len(last["hits"])) == (2, 2)
    mine = client.get("/api/search", {"q": "суу", "country": "EE"}).json()
    assert [hit["url"] for hit in mine["hits"]] == ["/things/a00/"]
    assert client.get("/api/search", {"q": "?!"}).json()["hits"] == []


def test_nonsense_is_an_error_in_json(things: Things, client: Client) -> None:
    for asked in ({}, {"q": "x" * 301}, {"q": "a", "page": "0"}, {"q": "a", "page": "101"}, {"q": "a", "sort": "x"}):
        answer = client.get("/api/search", asked)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert client.get("/api/search", {"q": "a\0"}).json()["code"] == "invalid"


def test_a_feed_has_what_everybody_reads(
    things: Things, indexed: Index, client: Client, make_user: Any, signed_in: Any
) -> None:
    things.put("a", "Суу <b>", "Таза суу")
    things.put("b", "Купуя суу", audience="members")
    indexed()
    for reader in (client, signed_in(make_user())):
        answer = reader.get("/en/feeds/search.atom", {"q": "суу", "page": "2"})
        feed = ET.fromstring(answer.content)
        assert answer["Content-Type"].startswith("application/atom+xml")
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Суу <b>"]
        assert (feed.findtext(f"{ATOM}id") or "").endswith("/en/feeds/search.atom?q=%D1%81%D1%83%D1%83")
    assert len(ET.fromstring(client.get("/en/feeds/search.atom").content).findall(f"{ATOM}entry")) == 0


def test_browsers_are_told_where_to_search(client: Client, things: Things) -> None:
    page = client.get("/ru/search/").text
    assert 'type="application/opensearchdescription+xml"' in page
    answer = client.get("/ru/opensearch.xml")
    said = ET.fromstring(answer.content)
    urls = [url.attrib["template"] for url in said.iter(f"{OPEN}Url")]
    assert [url.partition("testserver")[2] for url in urls] == [
        "/ru/search/?q={searchTerms}",
        "/ru/feeds/search.atom?q={searchTerms}",
    ]
    assert client.get(f"/ru/search/?q={'x'}").status_code == 200
