"""Many pages, many values, large bodies: the first are taken, the others refused at once, and nothing piles up."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.hands import Hand, memory_mb
from tests.server import Server

NEARLY = (
    "from core.models import LimitCount\nprint(LimitCount.objects.filter(key__startswith={key!r}).update(count=298))"
)

ANEW = "from core.models import LimitCount\nLimitCount.objects.filter(key__contains='_network:').delete()"


def early_in_a_minute() -> None:
    """A fixed window must not end while it is being filled."""
    if time.time() % 60 > 35:
        time.sleep(60 - time.time() % 60 + 0.5)


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("/en/institutions/?country=EE", "browse_network"),
        ("/en/library/?country=KG", "browse_network"),
        ("/en/search/?q=a", "search_network"),
    ],
)
def test_a_scraper_is_stopped_and_members_are_not(
    site: Server, visitor: Hand, teacher: Hand, page: str, key: str
) -> None:
    early_in_a_minute()
    site.run(ANEW)
    assert visitor.get(page).status == 200
    site.run(NEARLY.format(key=key))
    answers = [visitor.get(page, X_Forwarded_For=f"1.2.3.{n}", Host=f"localhost:{n + 1}") for n in range(6)]
    statuses = [one.status for one in answers]
    assert (statuses.count(200), statuses.count(429)) == (2, 4)
    assert {0 < int(one.headers["Retry-After"]) <= 60 for one in answers if one.status == 429} == {True}
    assert teacher.get(page).status == 200
    assert visitor.get("/en/").status == 200


def test_a_thousand_values_are_twenty(site: Server, teacher: Hand) -> None:
    before = memory_mb(site)
    many = "&".join(f"country=c{number}" for number in range(900))
    for page in ("/en/institutions/", "/en/library/", "/en/search/"):
        few, full = teacher.get(f"{page}?country=c1"), teacher.get(f"{page}?{many}")
        assert (few.status, full.status) == (200, 200)
        # Twenty are chosen; the whole query stands in the next page alone.
        assert full.text.count("country=c19") >= 19
        assert full.text.count("country=c500") < 4
        assert len(full.body) < len(few.body) + 150_000
    for page in ("?page=999999999", "?page=" + "9" * 200, "?q=" + "w" * 9000):
        assert teacher.get(f"/en/institutions/{page}").status in {200, 404}
    assert memory_mb(site) < before + 150


@pytest.mark.parametrize(
    "path", ["/en/desk/registers/new/", "/en/accounts/settings/name/", "/admin/images/add/", "/en/"]
)
def test_bodies_of_visitors_are_refused_before_they_are_sent(site: Server, path: str) -> None:
    """Fifty visitors say that they send two megabytes: each is told 413 at once, not one byte of it is awaited."""
    before = memory_mb(site)
    with ThreadPoolExecutor(10) as pool:
        told = list(pool.map(lambda _n: announced(site, path, 2_000_000), range(50)))
    assert told == [b"HTTP/1.1 413 Content Too Large"] * 50
    assert site.rows("SELECT count(*) FROM core_keptentry") == [(0,)]
    assert memory_mb(site) < before + 60


def test_a_forged_session_is_a_visitors(site: Server) -> None:
    assert (
        announced(site, "/en/desk/registers/new/", 5_000_000, "sessionid=" + "x" * 32)
        == b"HTTP/1.1 413 Content Too Large"
    )


def test_what_comes_in_pieces_is_cut_as_well(site: Server) -> None:
    head = "POST /en/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("localhost", site.port), 30) as line:
        line.sendall(head.encode())
        sent = 0
        try:
            for _ in range(200):
                line.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
                sent += 0x10000
            answer = line.recv(64)
        except OSError:
            answer = b"HTTP/1.1 413"
    assert answer.startswith(b"HTTP/1.1 413")
    assert sent < 12_000_000


def test_a_member_sends_what_the_address_takes(teacher: Hand) -> None:
    form = {"name": "Айгүл", "latin_name": "", "more": "x" * 400_000}
    assert teacher.post("/en/accounts/settings/name/", form).status == 302


def announced(site: Server, path: str, length: int, cookie: str = "") -> bytes:
    """The first line of the answer to the headers alone."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: {length}\r\n\r\n"
    with socket.create_connection(("localhost", site.port), 30) as line:
        line.sendall(head.encode())
        return line.recv(4096).partition(b"\r\n")[0]
