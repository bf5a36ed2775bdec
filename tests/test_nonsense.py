"""Nonsense at every door: in codes, numbers, queries and forms. It answers with a page that says what is wrong, never 500."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from django.db import transaction
from django.utils import translation

from tests.test_addresses import ROWS, WHO
from tests.walking import Page, address_of, arguments_of, ask
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("nonsense")]
LONG = "a" * 10_000
CODES = ["zzzzzzzzzz", "-1", "9" * 30, "%00", "%FF%FE", "'%22%3C", LONG]
PAGES = ["-1", "0", "9" * 30, "x", "1e9", "%D9%A3", "", LONG]
KEYS = ("q", "country", "kind", "level", "language", "theme", "state", "institution", "next", "to", "after", "before")
KEYS += ("subject", "grade", "evidence", "offline", "order")
KEYS += ("show", "lang", "epoch", "limit", "place", "name", "from")
WORDS = ["-1", "9" * 30, "'\"<script>", "\u202e\ufeff\ud7ff", LONG]
SAID = ["", "-1", "9" * 30, "\x00", "\u202e<b>'\"", "1e400", "2027-02-31", LONG]
WITH_CODES = [row for row in ROWS if row[1] != "-"]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def reader_of(row: list[str]) -> str:
    """Who may read the page; for what is only sent, whose form is taken."""
    cells = dict(zip(WHO, row[2:9], strict=True))
    sent = dict(zip(WHO, row[9:16], strict=True))
    return next(
        (who for who in WHO if cells[who] == "200"), next((w for w in WHO if sent[w] in {"302", "400"}), "leader")
    )


@pytest.mark.parametrize("row", WITH_CODES, ids=lambda row: row[0])
def test_nonsense_in_the_place_of_a_code(world: World, row: list[str]) -> None:
    name, of = row[0], row[1]
    address, who = address_of(world, name, of), reader_of(row)
    who = "leader" if who == "visitor" else who
    for argument in arguments_of(world, of):
        for code in CODES:
            bad = re.sub(rf"(?<=[/-]){re.escape(str(argument))}", code, address, count=1)
            assert bad != address
            for method in ("GET", "POST"):
                answer = ask(world, who, method, bad)
                # What only takes forms leads to their page, which knows the code as little.
                leads_on = answer.url if method == "GET" and answer.status_code == 302 else ""
                status = ask(world, who, "GET", leads_on).status_code if leads_on else answer.status_code
                least = 200 if leads_on and unquote(code) not in unquote(leads_on) else 400
                assert (method, bad[:80], least <= status < 500) == (method, bad[:80], True), status


@pytest.mark.parametrize("row", [row for row in ROWS if "200" in row[2:9]], ids=lambda row: row[0])
def test_nonsense_in_the_query(world: World, row: list[str]) -> None:
    address, who = address_of(world, row[0], row[1]), reader_of(row)
    queries = [f"page={page}" for page in PAGES] + [urlencode(dict.fromkeys(KEYS, word)) for word in WORDS]
    queries += ["&".join(f"{key}=%FF" for key in KEYS)]
    for query in queries:
        status = ask(world, who, "GET", f"{address}?{query}").status_code
        assert (query[:60], status < 500) == (query[:60], True), status
    assert ask(world, who, "GET", f"{address}?q=%00").status_code == 400


@pytest.mark.parametrize("row", [row for row in ROWS if "200" in row[2:9]], ids=lambda row: row[0])
def test_nonsense_in_every_field_of_every_form(world: World, row: list[str]) -> None:
    address, who = address_of(world, row[0], row[1]), reader_of(row)
    answer = ask(world, who, "GET", address)
    if not answer.headers["Content-Type"].startswith("text/html"):
        return
    forms = {
        (action or address, *sorted(fields)): fields
        for method, action, fields in Page(answer).forms
        if method == "post"
    }
    for (action, *_names), fields in forms.items():
        hidden = {name: value for name, value in fields.items() if value != "?"}
        for word in SAID:
            for said in (dict.fromkeys(fields, word), dict.fromkeys(fields, word) | hidden):
                status = ask(world, who, "POST", action, said).status_code
                assert (action, word[:20], status < 500) == (action, word[:20], True), status
