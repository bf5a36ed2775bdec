"""Elasticsearch killed, slow, overloaded, red, full, of another release: nobody sees an error, nothing is missing later.

Between the site and the real server stands a server of the test that does to an answer what such a cluster does.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from search.analysis import read_question
from search.engines import Scope, elastic_engine, elastic_index, elastic_line, engine
from search.engines.database_engine import DatabaseEngine
from search.engines.elastic_line import LINE
from search.models import ElasticChange, SearchEntry
from tests.search.shelf import Things

pytestmark = pytest.mark.only("elasticsearch")
PUBLIC = Scope({"things": frozenset({"public"})}, {})
Index = Callable[[], int]
SLOW = 10.0
REFUSED = {
    "overloaded": (429, {"error": {"type": "es_rejected_execution_exception", "reason": "queue"}, "status": 429}),
    "red": (503, {"error": {"type": "search_phase_execution_exception", "reason": "all shards failed"}, "status": 503}),
    "broken": (500, {"error": {"type": "exception", "reason": "x"}, "status": 500}),
}


class Between(ThreadingHTTPServer):
    """`mood`: what it does to what passes; "" lets all through."""

    mood = ""
    daemon_threads = True

    def __init__(self, beyond: str) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.beyond, self.asked = beyond, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Passing(BaseHTTPRequestHandler):
    server: Between

    def do_GET(self) -> None:
        self.server.asked += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mood, writes = self.server.mood, "_bulk" in self.path
        if mood == "slow":
            time.sleep(SLOW)
        if mood in REFUSED:
            status, told = REFUSED[mood]
            self._say(status, json.dumps(told).encode())
        elif mood == "full" and writes:
            actions = [json.loads(line) for line in body.splitlines() if b'"_id"' in line]
            items = [
                {op: {"_id": what["_id"], "status": 403, "error": "read-only"}}
                for one in actions
                for op, what in one.items()
            ]
            self._say(200, json.dumps({"errors": True, "took": 1, "items": items}).encode())
        else:
            self._pass_on(body)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 - names of the library

    def log_message(self, *_told: Any) -> None: ...

    def _pass_on(self, body: bytes) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}}
        asked = urllib.request.Request(self.server.beyond + self.path, body or None, headers, method=self.command)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                self._say(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            self._say(error.code, error.read())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("X-elastic-product", "Elasticsearch")
        self.send_header("content-type", "application/vnd.elasticsearch+json;compatible-with=8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def between(settings: Any) -> Iterator[Between]:
    found = Between(settings.ELASTICSEARCH_URL)
    real = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = found.url
    yield found
    found.shutdown()
    found.server_close()
    settings.ELASTICSEARCH_URL = real
    LINE.held()


def found(text: str) -> list[str]:
    return [row.code for row in engine().find(read_question(text), PUBLIC).rows]


def some_things(things: Things) -> None:
    things.put("a", "Мектептер", "Айылдык мектептер жөнүндө")
    things.put("b", "Суу", "Мектепте суу ченөө")


@pytest.mark.parametrize("mood", [*REFUSED, "slow"])
def test_a_reader_is_answered_by_the_database(things: Things, indexed: Index, between: Between, mood: str) -> None:
    some_things(things)
    indexed()
    assert LINE.is_whole
    between.mood = mood
    begun = time.monotonic()
    assert found("суу") == ["b"]
    assert time.monotonic() - begun < SLOW - 2
    asked = between.asked
    assert (found("мектеп"), between.asked) == (["a", "b"], asked)  # it is left alone for a while
    assert elastic_line.is_silent()


def test_nothing_listens(things: Things, indexed: Index, settings: Any) -> None:
    some_things(things)
    indexed()
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    assert found("суу") == ["b"]
    things.put("c", "Көпүрө")
    engine().index("things", ["c"], [one for one in things.documents if one.code == "c"])
    engine().deliver()
    assert (found("көпүрө"), ElasticChange.objects.count()) == (["c"], 1)
    assert engine().faults() == ["Elasticsearch does not answer: ConnectionError"]
    LINE.held()


@pytest.mark.parametrize("mood", [*REFUSED, "full"])
def test_what_was_not_heard_is_told_later(things: Things, indexed: Index, between: Between, mood: str) -> None:
    some_things(things)
    indexed()
    between.mood = mood
    things.put("c", "Көпүрө")
    things.take("b")
    engine().index("things", ["b", "c"], [one for one in things.documents if one.code == "c"])
    engine().deliver()
    assert found("суу") == []  # what was taken back is gone at once
    assert ElasticChange.objects.count() == 2
    between.mood = ""
    LINE.held()
    elastic_engine.keep_up()
    assert (ElasticChange.objects.count(), engine().faults(), LINE.is_whole) == (0, [], True)
    assert (found("суу"), found("көпүрө"), LINE.is_whole) == ([], ["c"], True)


def test_it_comes_back_by_itself(
    things: Things, indexed: Index, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elastic_line, "FIRST_PAUSE", 0.05)
    some_things(things)
    indexed()
    between.mood = "red"
    assert found("суу") == ["b"]
    between.mood = ""
    time.sleep(0.1)
    asked = between.asked
    assert (found("суу"), between.asked > asked, LINE.is_whole) == (["b"], True, True)
    assert not elastic_line.is_silent()


def test_an_index_of_another_release_is_not_asked_and_made_anew(
    things: Things, indexed: Index, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_things(things)
    indexed()
    before = elastic_index.current()
    monkeypatch.setattr(elastic_index, "MAPPING", elastic_index.MAPPING + 1)
    elastic_index.forget_ready()
    assert (found("суу"), LINE.is_whole) == (["b"], False)
    assert engine().faults() == ["Elasticsearch: there is no index of this release"]
    LINE.held()
    elastic_engine.keep_up()
    assert (elastic_index.standing() == [before], engine().faults(), found("суу")) == (False, [], ["b"])
    assert LINE.is_whole


def test_an_index_is_made_anew_beside_the_one_that_answers(
    things: Things, indexed: Index, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that comes while it is filled stands in it as well."""
    some_things(things)
    indexed()
    old = elastic_index.current()
    fill = elastic_engine._fill

    def filled(name: str) -> None:
        fill(name)
        things.put("c", "Көпүрө")
        engine().index("things", ["a", "c"], [one for one in things.documents if one.code == "c"])
        elastic_engine.deliver()
        assert (found("суу"), found("көпүрө"), elastic_index.current()) == (["b"], ["c"], old)

    monkeypatch.setattr(elastic_engine, "_fill", filled)
    elastic_engine.build()
    assert (found("суу"), found("көпүрө"), found("айылдык")) == (["b"], ["c"], [])
    assert (engine().faults(), len(elastic_index.standing()), elastic_index.current() == old) == ([], 1, False)


def test_what_lies_there_too_much_or_too_little_is_mended(things: Things, indexed: Index, between: Between) -> None:
    some_things(things)
    indexed()
    there = elastic_index.client()
    (gone,) = SearchEntry.objects.filter(code="a").values_list("pk", flat=True)
    there.delete(index=elastic_index.alias(), id=str(gone), refresh=True)
    there.index(index=elastic_index.alias(), id="999", document={"entry": 999, "shelf": "things"}, refresh=True)
    assert found("мектеп") == ["b"]
    assert engine().faults() == ["Elasticsearch: 2 entries are missing there or too much"]
    assert elastic_engine.reconcile() == 2
    assert (found("мектеп"), engine().faults()) == (["a", "b"], [])


def test_both_engines_find_the_same_first(things: Things, indexed: Index, between: Between) -> None:
    words = ["мектеп", "суу", "тоо", "көпүрө", "китеп", "окуучу", "сабак"]
    for n in range(60):
        body = " ".join(words[(n * k) % len(words)] for k in range(1, 2 + n % 9))
        things.put(f"t{n:02}", f"{words[n % 7]} {words[n % 5]}", body)
    indexed()
    for text in ("мектеп", "суу тоо", "көпүрө китеп окуучу"):
        here = [row.code for row in DatabaseEngine().find(read_question(text), PUBLIC).rows][:10]
        there = found(text)[:10]
        assert len(set(here) & set(there)) >= 8, text
    assert LINE.is_whole


@pytest.mark.django_db
def test_readiness_tells(client: Client, between: Between) -> None:
    assert client.get("/readyz").json()["degraded"] == []
    between.mood = "broken"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["degraded"]) == (
        200,
        "degraded",
        ["elasticsearch"],
    )
