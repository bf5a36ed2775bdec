"""The search server is killed while people search and write: they see no error, and afterwards nothing is missing."""

import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts import elasticsearch_server
from scripts.services import free_port
from tests.journeys.words import board, field, follow, press
from tests.server import Server

pytestmark = pytest.mark.needs("elasticsearch")
SignIn = Callable[..., Page]
PATIENCE = 150.0
DOCTOR = "from django.core.management import call_command; call_command('search_doctor')"


class Cluster:
    """A real Elasticsearch; `start` again brings back what it held."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.log = home, free_port(), home.with_suffix(".log")
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = elasticsearch_server.run(self.home, self.port, free_port(), self.log)
        elasticsearch_server.wait(self.url, self._process, self.log)

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)
        self._process = None


@pytest.fixture
def cluster(unstarted: Server, tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path / "cluster")
    found.start()
    unstarted.env["KOEPUEROE_ELASTICSEARCH_URL"] = found.url
    yield found
    found.kill()


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def all_told(server: Server) -> bool:
    return server.rows("SELECT count(*) FROM search_elasticchange") == [(0,)]


def searched(page: Page, words: str) -> None:
    page.goto(f"/ky/search/?q={words}")
    expect(page.locator(".hit").first).to_be_visible()


def open_topic(page: Page, title: str) -> None:
    board(page, "Сабактар жана долбоорлор")
    follow(page, "Open a topic")
    field(page, "Title").fill(title)
    field(page, "Your post").fill("Бул жөнүндө ким айтып берет?")
    press(page, "Send")
    expect(page.locator("h1")).to_have_text(title)


def test_killed_while_people_search_and_write(cluster: Cluster, server: Server, signed_in: SignIn) -> None:
    teacher, coordinator = signed_in("teacher", language="ky"), signed_in("coordinator", language="ky")
    # The first look finds no index; housekeeping makes it.
    searched(teacher, "мектеп")
    server.run("from search.engines.elastic_engine import keep_up; keep_up()")
    assert "The index is true" in server.run(DOCTOR)
    searched(teacher, "мектеп")

    wrong: list[int] = []
    over = threading.Event()

    def go_on_searching() -> None:
        while not over.is_set():
            try:
                with urllib.request.urlopen(
                    f"{server.url}/ky/search/?q=суу".replace("суу", "%D1%81%D1%83%D1%83")
                ) as answer:
                    answer.read()
            except urllib.error.HTTPError as error:
                if error.code != 429:  # the brake that strangers have
                    wrong.append(error.code)
            time.sleep(0.1)

    searcher = threading.Thread(target=go_on_searching)
    searcher.start()
    open_topic(teacher, "Кар көчкү жөнүндө сабак")
    cluster.kill()
    open_topic(teacher, "Күн батарейкасы жөнүндө сабак")
    until(lambda: server.rows("SELECT count(*) FROM core_findablechange") == [(0,)])
    searched(teacher, "батарейка")
    over.set()
    searcher.join()
    assert wrong == []
    searched(coordinator, "көчкү")
    expect(coordinator.locator(".note-gold")).to_be_visible()
    assert not all_told(server)

    cluster.start()
    until(lambda: all_told(server))
    assert "The index is true" in server.run(DOCTOR)
    searched(teacher, "батарейка")
