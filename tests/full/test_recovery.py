"""Containers die, move and get new certificates while people are at work."""

import json
import socket
import ssl
import time

import psycopg
import pytest
import requests

from scripts.containers.installation import Installation, make_certificate
from tests.full.people import Person, heard, until


def serves(person: Person) -> bool:
    try:
        return person.get("/en/accounts/settings/").status_code == 200
    except requests.RequestException:
        return False


def test_web_is_killed_and_comes_back(site: Installation, aida: Person) -> None:
    before = site.services["web"].starts
    site.services["web"].kill()
    until(lambda: serves(aida))
    assert site.services["web"].starts == before + 1


def test_while_web_is_away_the_proxy_says_so_in_the_language_of_the_address(site: Installation, aida: Person) -> None:
    site.services["web"].stop()
    try:
        answer = Person(site).get("/ru/library/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "20")
        assert 'lang="ru"' in answer.text
    finally:
        site.services["web"].start()
    until(lambda: serves(aida))


def test_the_line_comes_back_after_sockets_was_killed(site: Installation, kadri: Person, codes: dict[str, str]) -> None:
    topic = {"do": "subscribe", "topic": f"room:{codes['room']}", "after": 0, "epoch": ""}
    before = site.services["sockets"].starts
    with kadri.socket() as line:
        line.send(json.dumps(topic))
        heard(line, "live")
        site.services["sockets"].kill()
        with pytest.raises(Exception):  # noqa: B017, PT011 - however the line notices: it has ended
            while True:
                line.recv(timeout=20)
    site.wait("sockets")
    with kadri.socket() as line:
        line.send(json.dumps(topic))
        assert heard(line, "start")
    assert site.services["sockets"].starts == before + 1


def test_tasks_are_done_though_both_workers_were_killed(site: Installation, urls: dict[str, str]) -> None:
    workers = [site.services[name] for name in ("worker", "worker-2")]
    before = [worker.starts for worker in workers]
    for worker in workers:
        worker.kill()
    done = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'SUCCESSFUL'"
    with psycopg.connect(urls["database_url"], autocommit=True) as line:
        first = line.execute(done).fetchone()
        site.manage("shell", "--no-imports", given=TASK)
        until(lambda: line.execute(done).fetchone() > first)
    until(lambda: [worker.starts for worker in workers] == [count + 1 for count in before])


TASK = """
from twinning.tasks import work_through_register
work_through_register.enqueue("nothing")
"""


def test_a_container_that_was_made_anew_is_found_at_its_new_address(site: Installation, aida: Person) -> None:
    """The proxy is not started again: it asks for the name again."""
    before, starts = site.names.table["web"], site.services["proxy"].starts
    site.recreate("web")
    site.recreate("sockets")
    assert site.names.table["web"] != before
    for name in ("web", "sockets"):
        site.wait(name)
    until(lambda: serves(aida), patience=20)
    with aida.socket() as line:
        line.ping().wait(10)
    assert site.services["proxy"].starts == starts


def serial(site: Installation) -> str:
    """Of the certificate that the proxy shows."""
    trusted = ssl.create_default_context(cafile=str(site.certificate))
    with (
        socket.create_connection(("127.0.0.1", site.place.https), timeout=10) as line,
        trusted.wrap_socket(line, server_hostname="localhost") as secured,
    ):
        return str((secured.getpeercert() or {})["serialNumber"])


def test_a_certificate_is_renewed_without_a_pause(site: Installation) -> None:
    before = serial(site)
    (site.place.folder / "acme" / ".well-known" / "acme-challenge").mkdir(parents=True, exist_ok=True)
    (site.place.folder / "acme" / ".well-known" / "acme-challenge" / "token").write_text("proof")
    asked = f"http://localhost:{site.place.http}/.well-known/acme-challenge/token"
    assert requests.get(asked, timeout=20).text == "proof"
    # Other files under the same names, as every client of a certificate authority writes them.
    fresh = site.place.folder / "tls-fresh"
    make_certificate(fresh)
    for name in ("fullchain.pem", "privkey.pem"):
        (fresh / name).replace(site.place.folder / "tls" / name)
    assert site.services["proxy"].run("nginx", "-s", "reload").returncode == 0
    until(lambda: renewed(site, before), patience=20)


def renewed(site: Installation, before: str) -> bool:
    try:
        return serial(site) != before
    except ssl.SSLError:
        time.sleep(0.2)
        return False
