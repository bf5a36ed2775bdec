"""Work at the same time: pictures that unfold to a thousand times their size, and sheets that are read for a minute."""

import json
import re
import threading
import time

import pytest

from tests.attacks.hands import Answer, Hand, session_of
from tests.attacks.heavy import (
    Author,
    Peak,
    at_once,
    authors,
    full_gate,
    long_texts,
    many_texts,
    one_colour,
    send_picture,
    send_register,
)
from tests.server import Server

# Two pieces of work and the server itself; eight at once took 4,600 MB.
MOST_MB = 1_400
STORED = (
    "SELECT count(*) FROM library_storedfile WHERE practice_id IN (SELECT id FROM library_practice WHERE code = %s)"
)


@pytest.fixture(scope="module")
def people(site: Server) -> list[Author]:
    found = authors(site, 4)
    assert len(found) == 4
    return found


@pytest.fixture(scope="module")
def pictures() -> list[bytes]:
    made = [one_colour(shade) for shade in range(8)]
    assert max(len(one) for one in made) < 200_000
    return made


@pytest.fixture(scope="module")
def coordinator(site: Server) -> Hand:
    return Hand(site, session_of(site, "coordinator@example.org"))


def counted(answers: list[Answer]) -> tuple[int, int]:
    """Taken, sent away. Nothing else happens, and who is sent away knows when to come back."""
    taken = [answer for answer in answers if answer.status == 200]
    refused = [answer for answer in answers if answer.status == 429]
    assert len(taken) + len(refused) == len(answers), [answer.status for answer in answers]
    assert {answer.headers["Retry-After"] for answer in refused} <= {"10"}
    assert all(json.loads(answer.text)["wrong"] for answer in refused)
    return len(taken), len(refused)


class Reader:
    """Somebody who reads a page again and again meanwhile."""

    def __init__(self, hand: Hand) -> None:
        self._hand, self._over = hand, threading.Event()
        self.statuses: list[int] = []
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> "Reader":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._over.is_set():
            self.statuses.append(self._hand.get("/en/").status)


def test_one_person_sends_eight_pictures_at_once(
    site: Server, visitor: Hand, people: list[Author], pictures: list[bytes]
) -> None:
    before = site.rows(STORED, people[0].practice)[0][0]
    with Peak(site) as peak, Reader(visitor) as reader, full_gate(site):
        taken, refused = counted(at_once([people[0]] * 8, pictures))
    assert peak.most < MOST_MB
    assert taken >= 1
    assert refused >= 4
    assert site.rows(STORED, people[0].practice)[0][0] == before + taken
    assert set(reader.statuses) == {200}


def test_four_people_send_two_each_at_once(
    site: Server, visitor: Hand, people: list[Author], pictures: list[bytes]
) -> None:
    fresh = [one_colour(100 + n) for n in range(8)]
    with Peak(site) as peak, Reader(visitor) as reader, full_gate(site):
        taken, refused = counted(at_once(people * 2, fresh))
    assert peak.most < MOST_MB
    assert taken >= 2
    assert refused >= 2
    assert set(reader.statuses) == {200}
    # The gate is open again: nothing stays behind.
    assert send_picture(people[1], one_colour(200, side=300)).status == 200


def answered(coordinator: Hand, content: bytes) -> str:
    """The page of the register once the worker is done with it; the upload itself answers at once."""
    sent = send_register(coordinator, content)
    assert sent.status == 302, sent.text[:2000]
    place = sent.headers["Location"]
    assert re.fullmatch(r"/en/desk/registers/[a-z]{10}/", place)
    first = coordinator.get(place)
    # Read by the task and not by the request: here it has hardly begun.
    assert (first.status, "Reading the file" in first.text) == (200, True)
    deadline = time.monotonic() + 120
    while "Reading the file" in (page := coordinator.get(place).text):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return page


def test_a_sheet_of_a_million_and_a_half_texts_answers_at_once_and_ends_with_its_sentence(
    site: Server, coordinator: Hand
) -> None:
    page = answered(coordinator, many_texts(1_600_000))
    assert "more than a million different texts" in page
    assert "Upload a register" in page


def test_what_fills_the_memory_ends_its_child_and_nothing_else(site: Server, coordinator: Hand, visitor: Hand) -> None:
    pid = site.pid
    with Peak(site) as peak, Reader(visitor) as reader:
        page = answered(coordinator, long_texts(30, 9_000_000))
    assert "needs more memory than one file may take" in page
    assert peak.most < MOST_MB
    assert (site.pid, set(reader.statuses)) == (pid, {200})
    # The worker goes on with the next one.
    good = send_register(coordinator, many_texts(10))
    deadline = time.monotonic() + 60
    while "Reading the file" in (page := coordinator.get(good.headers["Location"]).text):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert "<select" in page
