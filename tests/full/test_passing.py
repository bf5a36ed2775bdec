"""What two processes share goes through: by database, by storage, by Redis, by the proxy, by mail."""

import io
import json
import re
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import requests

from scripts.containers.installation import Installation
from tests.full.people import Person, complaints, heard, until
from tests.practices import docx, picture

ROWS = "".join(f"{n},School of Naryn {n},41.{n:03},75.{n:03},Naryn,Primary\n" for n in range(100, 160))
REGISTER = "school_id,name,latitude,longitude,city,level\n" + ROWS


@pytest.fixture(scope="session")
def coordinator(site: Installation) -> Person:
    return Person(site, "Coordinator")


@pytest.fixture(scope="session")
def administrator(site: Installation) -> Person:
    return Person(site, "Administrator")


def count(urls: dict[str, str], sql: str) -> int:
    with psycopg.connect(urls["database_url"]) as line:
        row = line.execute(sql).fetchone()
    return int(row[0]) if row else 0


def test_every_process_runs_as_the_account_of_the_image(site: Installation) -> None:
    for name in ("web", "sockets", "worker", "worker-2", "backup"):
        owners = {Path(f"/proc/{pid}").stat().st_uid for pid in site.services[name].pids()}
        assert (name, owners) == (name, {10001})


def test_no_process_has_a_secret_in_its_environment(site: Installation) -> None:
    folder = site.place.folder / "secrets"
    secrets = [path.read_bytes() for path in folder.iterdir() if path.name != "email_url"]
    for name in ("web", "sockets", "worker"):
        for pid in site.services[name].pids():
            said = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"KOEPUEROE_SECRET_KEY_FILE=/run/secrets/secret_key" in said
            assert [secret for secret in secrets if secret in said] == []


def test_a_register_is_uploaded_in_one_process_and_read_in_another(
    site: Installation, coordinator: Person, urls: dict[str, str]
) -> None:
    answer = coordinator.send(
        "/en/desk/registers/new/",
        {"country": "KG", "source": "naryn"},
        files={"file": ("naryn.csv", io.BytesIO(REGISTER.encode()), "text/csv")},
    )
    path = answer.url.removeprefix(site.url)
    assert re.fullmatch(r"/en/desk/registers/[a-z]+/", path), complaints(answer)
    until(lambda: coordinator.page(path).find("form", action=re.compile("check/$")))
    coordinator.send(path, {}, form="check/")
    until(lambda: coordinator.page(path).find("form", action=re.compile("import/$")))
    coordinator.send(path, {}, form="import/")
    held = "SELECT count(*) FROM twinning_registeridentifier WHERE source = 'naryn'"
    until(lambda: count(urls, held) == 60)
    assert "School of Naryn 123" in until(lambda: found_names(coordinator, "Naryn 123"))


def found_names(person: Person, text: str) -> str:
    said = " ".join(person.page(f"/en/search/?q={text}").get_text(" ").split())
    return said if said.count("School of Naryn 123") else ""


def test_a_picture_of_an_editor_lies_with_the_proxy(site: Installation, administrator: Person) -> None:
    said = {"title": "A lake", "holder": "Aida", "licence": "cc-by"}
    lake = ("lake.jpg", io.BytesIO(picture()), "image/jpeg")
    answer = administrator.send("/admin/images/add/", said, form="/admin/images/add/", files={"file": lake})
    assert answer.url.endswith("/admin/images/"), complaints(answer)
    shown = re.search(r"/media/images/[\w.-]+", answer.text)
    assert shown
    given = Person(site).get(shown[0])
    assert given.status_code == 200
    assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    # Nobody but the proxy has looked at it: the application says more about its answers.
    assert "X-Request-Code" not in given.headers
    assert Person(site).get("/media/original_images/").status_code == 404


def test_a_document_of_an_editor_goes_through_the_application(site: Installation, administrator: Person) -> None:
    plan = ("plan.docx", io.BytesIO(docx()), "application/octet-stream")
    answer = administrator.send(
        "/admin/documents/add/", {"title": "Plan"}, form="/admin/documents/add/", files={"file": plan}
    )
    assert answer.url.endswith("/admin/documents/"), complaints(answer)
    shown = re.search(r"/media/documents/[\w.-]+/plan[\w.-]*\.docx", answer.text)
    assert shown
    whole = Person(site).get(shown[0])
    assert whole.content[:2] == b"PK"
    # A line that broke goes on where it was, through the proxy as well.
    part = Person(site).get(shown[0], headers={"Range": "bytes=2-9", "If-Range": whole.headers["ETag"]})
    assert (part.status_code, part.content) == (206, whole.content[2:10])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole.content)}"


def test_a_teacher_writes_a_practice_with_a_picture(site: Installation, aida: Person) -> None:
    answer = aida.send("/en/practices/new/", {"language": "en"})
    code = re.search(r"/practices/([a-z]+)/write/", answer.url)
    assert code, answer.url
    path = f"/en/practices/{code[1]}/"
    sent = {"file": ("river.jpg", io.BytesIO(picture()), "image/jpeg")}
    aida.send(f"{path}write/3/", {}, form="/files/", files=sent)
    shown = re.search(rf"{path}files/[a-z]+/", str(aida.page(f"{path}write/3/")))
    assert shown
    assert aida.get(shown[0]).headers["Content-Type"].startswith("image/")
    assert Person(site).get(shown[0], allow_redirects=False).status_code in {302, 404}


def test_both_sign_the_agreement_and_print_it(
    site: Installation, aida: Person, kadri: Person, codes: dict[str, str]
) -> None:
    path = f"/en/spaces/{codes['space']}/agreement/"
    aida.send(path, {}, form="draw-up/")
    for person in (aida, kadri):
        person.send(path, {"name": person.name, "read": "on"}, form="")
    page = kadri.page(path)
    for language in ("ky", "ru", "en"):
        link = page.find("a", href=re.compile(rf"/{language}\.pdf$"))
        assert link
        paper = kadri.get(str(link["href"]))
        assert paper.content[:5] == b"%PDF-", paper.status_code
        assert b"pdfuaid" in paper.content


def test_a_message_travels_by_the_socket(aida: Person, kadri: Person, codes: dict[str, str]) -> None:
    topic, key = f"room:{codes['room']}", str(uuid4())
    with aida.socket() as hers, kadri.socket() as his:
        for line in (hers, his):
            line.send(json.dumps({"do": "subscribe", "topic": topic, "after": None, "epoch": ""}))
            heard(line, "live")
        words = {"do": "send", "room": codes["room"], "client_id": key, "text": "Салам, Тарту!", "language": "ky"}
        hers.send(json.dumps(words))
        assert heard(his, "message")["data"]["text"] == "Салам, Тарту!"
        assert heard(hers, "stored")["data"]["client_id"] == key


def test_a_socket_of_another_site_is_refused(site: Installation, kadri: Person) -> None:
    cookie = "; ".join(f"{one.name}={one.value}" for one in kadri.http.cookies)
    head = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Cookie": cookie}
    head |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "https://evil.example"}
    answer = requests.get(site.url + "/ws/", headers=head, verify=str(site.certificate), timeout=20)
    assert answer.status_code == 403


def test_the_gathered_mail_is_sent_by_the_worker(site: Installation, kadri: Person) -> None:
    site.manage("digest", "--now")

    def gathered() -> list[EmailMessage]:
        """Beside it lie mails that went at once."""
        mails = [mail for mail in site.mailbox.mails() if mail["To"] == "kadri@example.org"]
        return [mail for mail in mails if re.match(r"Köpürö: \d+ ", mail["Subject"])]

    until(gathered)
    (mail,) = gathered()
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert site.url in text
    assert mail["List-Unsubscribe"].strip().startswith(f"<{site.url}/")


def test_static_files_come_packed_from_the_proxy(site: Installation) -> None:
    page = Person(site).get("/en/").text
    path = re.search(r"/static/[\w./-]+\.css", page)
    assert path
    plain = Person(site).get(path[0], headers={"Accept-Encoding": "identity"})
    packed = Person(site).get(path[0], headers={"Accept-Encoding": "gzip, br"}, stream=True)
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert "Content-Encoding" not in plain.headers
    assert len(packed.raw.read()) < len(plain.content)
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_site_asks_for_tls_and_not_for_the_list_of_browsers(site: Installation) -> None:
    assert Person(site).get("/en/").headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    plain = requests.get(f"http://localhost:{site.place.http}/en/", allow_redirects=False, timeout=20)
    assert (plain.status_code, plain.headers["Location"]) == (308, "https://localhost/en/")


def test_the_inner_addresses_are_closed(site: Installation) -> None:
    assert [Person(site).get(path).status_code for path in ("/readyz", "/metrics")] == [404, 404]
