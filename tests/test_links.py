"""No link that leads nowhere, none that is forbidden: one page of each route, for everybody, in every language.

Each page of the table of addresses is opened by everybody; every link and every form on it is followed once for each
person. `make crawl` follows everything that can be reached on a demo.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.utils import translation

from community.models import Notice
from tests.test_addresses import ROWS, THEIR_ROWS
from tests.walking import Page, address_of, ask
from tests.world_of_everyone import ROLES, World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("links")]
LANGUAGES: Final = ("ky", "ru", "en")
PASSED_OVER: Final = ("/static/", "/media/nothing", "/admin/", "/api/", "/theme/")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


class Ways(HTMLParser):
    """Where the links of a page and its forms lead, without what stands in the choice of languages."""

    def __init__(self, answer: Any, address: str) -> None:
        super().__init__()
        self.address, self.found, self.patterns = address, set[str](), 0
        self.feed(answer.content.decode())

    def handle_endtag(self, tag: str) -> None:
        self.patterns -= tag == "template"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.patterns += tag == "template"  # what a script copies and fills in
        said = dict(attrs)
        way = said.get("href") if tag == "a" else (said.get("action") or self.address) if tag == "form" else None
        if way is None or self.patterns or (tag == "a" and said.get("hreflang")):
            return
        parts = urlsplit(urljoin(self.address, way))
        if not parts.netloc and parts.scheme in {"", "http", "https"} and not parts.path.startswith(PASSED_OVER):
            self.found.add(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def bare(address: str) -> str:
    """The address without its language."""
    return address[3:] if address[:4] in {"/ky/", "/ru/", "/en/"} else address


def spoken(address: str, language: str) -> str:
    return f"/{language}{address[3:]}" if address.startswith("/en/") else address


@pytest.mark.parametrize("role", ROLES)
def test_no_link_is_dead_and_none_forbidden(world: World, role: str) -> None:
    """Languages take turns, so that every page is read in each of them by some and each person reads all three."""
    known: dict[str, int] = {}
    ways: dict[str, str] = {}
    for number, row in enumerate([*ROWS, *THEIR_ROWS], start=ROLES.index(role)):
        address = spoken(address_of(world, row[0], row[1]), LANGUAGES[number % 3])
        if address.startswith(PASSED_OVER):
            continue
        answer = ask(world, role, "GET", address)
        known[bare(address)] = answer.status_code
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            ways |= dict.fromkeys(Ways(answer, address).found, address)
    for notice in Notice.objects.filter(user=world.people[role].pk):
        ways[notice.url] = f"notice {notice.key}"
    wrong = []
    for way, page in sorted(ways.items()):
        if bare(way) not in known:
            known[bare(way)] = ask(world, role, "GET", way).status_code
        if known[bare(way)] >= 400:
            wrong.append((known[bare(way)], way, f"on {page}"))
    assert wrong == []


@pytest.mark.parametrize("role", ["teacher", "waiting"])
def test_no_form_that_is_shown_is_forbidden(world: World, role: str) -> None:
    """A button that its reader may not press is a dead end: each form is sent as the page has it."""
    tried, wrong = set[str](), []
    for row in ROWS:
        address = address_of(world, row[0], row[1])
        answer = None if address.startswith(PASSED_OVER) else ask(world, role, "GET", address)
        if answer is None or answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for method, action, fields in Page(answer).forms:
            way = urljoin(address, action)
            if method == "post" and f"{way} {fields}" not in tried and not way.startswith(PASSED_OVER):
                tried.add(f"{way} {fields}")
                if ask(world, role, "POST", way, fields).status_code == 403:
                    wrong.append((address, way))
    assert (wrong, len(tried) > 10) == ([], True)
