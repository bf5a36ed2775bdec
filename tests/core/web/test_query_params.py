"""What is read of an address, and how large a body may be."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.http import QueryDict
from django.test import Client

from core.models import KeptEntry, LimitCount
from core.server import body_limits, browser_cookie
from core.web.query_params import BROWSE_NETWORK, MOST_VALUES, trimmed, values_by_name, values_of
from core.web.saved_forms import quotas
from library.queries.catalogue import FACETS
from library.queries.practice_list import LibraryFilters
from search.queries.search_filters import SearchFilters, facet_names
from twinning.queries.directory_filters import CHOSEN, DirectoryFilters

MANY = "&".join(f"country=c{number}&kind=k{number}" for number in range(200))


def test_twenty_values_of_a_facet_are_read_everywhere() -> None:
    query = QueryDict(MANY)
    assert values_of(query, "country") == tuple(f"c{number}" for number in range(20))
    assert len(DirectoryFilters.read(values_by_name(query, CHOSEN)).country) == MOST_VALUES
    assert len(LibraryFilters.read(values_by_name(query, FACETS)).country) == MOST_VALUES
    assert all(
        len(values) <= MOST_VALUES
        for values in SearchFilters.read(values_by_name(query, facet_names())).facets.values()
    )


def test_values_are_clean_and_each_stands_once() -> None:
    assert values_of(QueryDict("a=x&a=%20x&a=&a=%E2%80%AEy&a=" + "z" * 100), "a") == ("x", "y", "z" * 60)


def test_links_repeat_no_more_than_was_understood() -> None:
    left = trimmed(QueryDict(f"{MANY}&q={'w' * 999}&evil={'x' * 5000}"), ("country",), ("q",))
    assert set(left) == {"country", "q"}
    assert len(left.urlencode()) < 20 * 20 + 220


@pytest.mark.parametrize("address", ["/en/institutions/", "/en/library/", "/en/search/"])
def test_a_page_of_many_values_stays_small(client: Client, db: None, address: str) -> None:
    few = len(client.get(f"{address}?country=c1").content)
    many = len(client.get(f"{address}?{MANY}").content)
    assert many < few + 400_000


@pytest.mark.parametrize("address", ["/en/institutions/", "/en/library/"])
def test_lists_have_a_limit_by_network(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 200
    LimitCount.objects.filter(key__startswith="browse_network").update(count=BROWSE_NETWORK.figure)
    page = client.get(address)
    assert (page.status_code, "Retry-After" in page.headers) == (429, True)
    assert "More than 300 pages of lists" in page.text
    assert client.get("/en/").status_code == 200
    assert Client().get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_member_is_counted_alone(make_user: Any, signed_in: Any, client: Client) -> None:
    client.get("/en/institutions/")
    LimitCount.objects.update(count=BROWSE_NETWORK.figure)
    assert signed_in(make_user()).get("/en/institutions/").status_code == 200


def test_a_class_of_thirty_reads_in_peace(client: Client, db: None) -> None:
    assert {client.get("/en/library/").status_code for _ in range(60)} == {200}


def test_who_sends_says_how_much(make_user: Any, signed_in: Any, settings: Any) -> None:
    register = b"/en/desk/registers/new/"
    browser = signing.get_cookie_signer(salt=browser_cookie.COOKIE + browser_cookie.COOKIE).sign("name:code")
    session = signed_in(make_user()).cookies[settings.SESSION_COOKIE_NAME].value
    nobody = SessionStore()
    nobody.create()
    name = settings.SESSION_COOKIE_NAME
    assert body_limits.limit_for(register, {}) == body_limits.VISITOR
    assert body_limits.limit_for(register, {name: "x" * 32}) == body_limits.VISITOR
    assert body_limits.limit_for(register, {name: str(nobody.session_key)}) == body_limits.VISITOR
    assert body_limits.limit_for(register, {browser_cookie.COOKIE: "name:code:x"}) == body_limits.VISITOR
    assert body_limits.limit_for(register, {browser_cookie.COOKIE: browser}) == body_limits.LIMIT
    assert body_limits.limit_for(register, {name: session}) == 150_000_000


def test_a_large_form_of_a_visitor_is_refused_before_it_is_read(client: Client, db: None) -> None:
    page = client.post("/en/accounts/settings/name/", {"name": "x" * body_limits.VISITOR})
    assert page.status_code == 413
    assert KeptEntry.objects.count() == 0


def test_forms_are_kept_within_bounds_of_an_account(make_user: Any, signed_in: Any, client: Client) -> None:
    user = make_user()
    for _ in range(30):  # each log-in may be a new browser
        one = signed_in(user)
        one.get("/en/accounts/home/")
        del one.cookies["sessionid"]
        for number in range(3):
            one.post(
                "/en/accounts/settings/name/",
                {"name": f"{number}" * 1000},
                headers={"Referer": f"http://testserver/p{number}/"},
            )
    assert KeptEntry.objects.count() <= quotas.MOST_OF_ACCOUNT
    assert LimitCount.objects.get(key__startswith="keep:").count == 90


ASKED = ["/en/institutions/", "/en/library/", "/en/search/", "/en/join/"]


@pytest.mark.parametrize("address", ASKED)
@pytest.mark.parametrize("name", ["q", "evil"])
def test_no_page_repeats_what_nobody_reads(make_user: Any, signed_in: Any, address: str, name: str) -> None:
    """A query of 30,000 characters stood in every link: 118 kB of page."""
    member = signed_in(make_user())
    page = member.get(address, {name: "суу " * 7500})
    assert (page.status_code, len(page.content) < 90_000) == (200, True)
    read = name == "q" and "library" not in address
    said = "first 300 characters were searched for" if "search" in address else "characters fit here"
    assert (said in page.text) == read
    assert member.get(address, {name: "суу"}).status_code == 200


def test_what_was_chosen_stays_when_the_words_are_cut(client: Client, db: None) -> None:
    page = client.get("/en/institutions/", {"q": "a" * 101, "country": ["KG", "EE"], "page": "1"}).text
    assert f'href="/ky/institutions/?q={"a" * 100}&amp;country=KG&amp;country=EE&amp;page=1"' in page
    assert "At most 100 characters fit here. There are 101 now: 1 too many." in page
    assert "characters fit here" not in client.get("/en/institutions/", {"q": "a" * 100}).text
    assert client.get("/en/institutions/", {"q": "a" * 101, "page": "7"}).status_code == 404
