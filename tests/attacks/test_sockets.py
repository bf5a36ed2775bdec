"""One socket against the site: floods of every kind, knocking without end, pages of other sites."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.attacks.hands import Hand, memory_mb, session_of, sessions_of_new_people
from tests.raw_websocket import PING, PONG, TEXT, RawLine, frame
from tests.server import Server

TOO_MUCH = 4429
TOO_BIG = 4413
MOST = 330  # frames that may get through: 300 at once, 20 a second while the flood runs
SECONDS = 5.0
A_MINUTE = 20

SUBSCRIBE = b'{"do":"subscribe","topic":"room:aaaaaaaaaa"}'
FLOODS: dict[str, tuple[bytes, bytes]] = {
    "texts": (b"", frame(TEXT, b"x")),
    "seen": (b"", frame(TEXT, b'{"do":"seen","n":1}')),
    "subscribing": (b"", frame(TEXT, SUBSCRIBE)),
    "pings": (b"", frame(PING, b"x" * 100)),
    "pongs": (b"", frame(PONG)),
    "fragments": (frame(TEXT, b"x", final=False), frame(0, b"x", final=False)),
    "empty fragments": (frame(TEXT, final=False), frame(0, final=False)),
    "large messages": (b"", frame(TEXT, b"x" * 60_000)),
}


@pytest.fixture(scope="module")
def people(site: Server) -> Iterator[str]:
    """Sessions of other people for each attack, so that none is refused for what another did."""
    return iter(sessions_of_new_people(site, 24))


@pytest.fixture(scope="module")
def neighbour(people: Iterator[str]) -> str:
    return next(people)


@contextmanager
def others_read(site: Server) -> Iterator[list[int]]:
    """Somebody else reads pages all the while; what they were answered."""
    visitor, answered, over = Hand(site), list[int](), threading.Event()

    def read() -> None:
        while not over.is_set():
            answered.append(visitor.get("/en/accounts/login/").status)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        yield answered
    finally:
        over.set()
        reading.join()


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_is_cut_off_and_others_read_on(site: Server, people: Iterator[str], kind: str) -> None:
    first, again = FLOODS[kind]
    before = memory_mb(site)
    with others_read(site) as answered, RawLine(site.port, session=next(people)) as line:
        line.flood(again, seconds=SECONDS, first=first)
        assert (line.status, line.gone, line.code) == (101, True, TOO_MUCH)
        assert line.reason.startswith("retry_after=")
        assert len(line.frames) <= MOST
        until = len(answered) + 3
        while len(answered) < until:
            time.sleep(0.01)
    assert set(answered) == {200}
    assert memory_mb(site) - before < 40


def test_a_message_without_end_costs_no_memory(site: Server, people: Iterator[str]) -> None:
    before = memory_mb(site)
    for said in (frame(TEXT, b"x" * 1_000_000), b"\x81\xff" + (2**62).to_bytes(8) + b"\x00" * 4):
        with RawLine(site.port, session=next(people)) as line:
            line.flood(said, seconds=SECONDS)
            assert (line.gone, line.code) == (True, TOO_BIG)
    assert memory_mb(site) - before < 20


def test_coming_back_at_once_is_refused_after_twenty(site: Server, people: Iterator[str]) -> None:
    """Each time with a flood; the frames of a person are counted together, and so are the lines."""
    key, statuses = next(people), []
    with others_read(site) as answered:
        if time.time() % 60 > 40:  # the limit counts whole minutes of the clock
            time.sleep(61 - time.time() % 60)
        for _ in range(A_MINUTE + 3):
            with RawLine(site.port, session=key) as line:
                statuses.append(line.status)
                if line.status == 101:
                    line.flood(frame(TEXT, b"x"), seconds=SECONDS)
                    assert (line.gone, line.code) == (True, TOO_MUCH)
                    assert line.heard(TEXT) <= MOST
    assert statuses == [101] * A_MINUTE + [429] * 3
    assert set(answered) == {200}


def test_a_person_with_many_devices_has_one_limit(site: Server) -> None:
    keys = [session_of(site, "teacher@example.org") for _ in range(2)]
    if time.time() % 60 > 50:
        time.sleep(61 - time.time() % 60)
    statuses = []
    for number in range(A_MINUTE + 2):
        with RawLine(site.port, session=keys[number % 2]) as line:
            statuses.append(line.status)
    assert statuses == [101] * A_MINUTE + [429] * 2


def test_visitors_knock_in_vain_and_cost_nothing(site: Server) -> None:
    rows = "SELECT count(*) FROM core_limitcount"
    counted = site.rows(rows)
    for session in ("", "a" * 32, "'; DROP TABLE x", "../../etc/passwd"):
        for _ in range(10):
            with RawLine(site.port, session=session) as line:
                assert (line.status, line.frames) == (401, [])
                assert line.listen(5)
    assert site.rows(rows) == counted


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://evil.example",
        "http://localhost.evil.example:{port}",
        "http://localhost",
        "http://localhost:1",
        "https://localhost:{port}",
        "http://127.0.0.1:{port}",
        "http://LOCALHOST:{port}",
        "http://localhost:{port}/",
        "http://localhost:{port}@evil.example",
        "http://evil.example\\@localhost:{port}",
    ],
)
def test_pages_of_other_sites_get_no_line(site: Server, neighbour: str, origin: str) -> None:
    """Autobahn refuses what is no address at all, the site the rest."""
    with RawLine(site.port, session=neighbour, Origin=origin.format(port=site.port)) as line:
        assert line.status in {400, 403}
        assert line.listen(5)
        assert line.frames == []


def test_a_name_that_only_leads_here_is_not_the_site(site: Server, neighbour: str) -> None:
    with RawLine(site.port, session=neighbour, Host="evil.example", Origin="http://evil.example") as line:
        assert line.status == 403
    with RawLine(site.port, session=neighbour) as line:
        assert line.status == 101
