"""What stands in for a container engine, piece by piece. The whole is tried in tests/full."""

import re
import smtplib
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import BASE
from deploy.slim import UNUSED
from scripts.containers import bases
from scripts.containers.composed import Place, proxy_conf, seconds
from scripts.containers.images import export_checkout
from scripts.containers.machine import LacksError
from scripts.containers.mailbox import Mailbox
from scripts.containers.names import Names, answer

DOCKERFILE = (BASE / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (BASE / "docker-compose.yml").read_text(encoding="utf-8")


def question(name: str, kind: int = 1) -> bytes:
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    return b"\x12\x34\x01\x00" + struct.pack("!HHHH", 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def test_a_name_has_the_address_that_it_has_now() -> None:
    names = Names("127.0.0.1", {"web": "127.9.8.7"})
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.settimeout(5)
            for address in ("127.9.8.7", "127.9.8.17"):
                names.table["web"] = address
                line.sendto(question("WEB"), ("127.0.0.1", names.port))
                reply = line.recv(512)
                assert reply[:2] == b"\x12\x34"
                assert socket.inet_ntoa(reply[-4:]) == address
    finally:
        names.close()


def test_a_name_without_address_is_told_from_one_that_nobody_has() -> None:
    table = {"web": "127.9.8.7"}
    # Another kind of question about a known name: no error and no answer.
    assert struct.unpack_from("!HHH", answer(question("web", 28), table), 2) == (0x8180, 1, 0)
    assert struct.unpack_from("!HHH", answer(question("nobody"), table), 2) == (0x8183, 1, 0)
    assert answer(b"nonsense", table) == b""


def test_a_mail_becomes_a_file_word_for_word(tmp_path: Path) -> None:
    box = Mailbox(tmp_path)
    try:
        with smtplib.SMTP("127.0.0.1", box.port, timeout=5) as line:
            line.sendmail("a@example.org", ["b@example.org"], "Subject: One\r\n\r\n.dot\r\nword\r\n")
            line.sendmail("a@example.org", ["b@example.org"], "Subject: Two\r\n\r\nword\r\n")
        assert [mail["Subject"] for mail in box.mails()] == ["One", "Two"]
        assert box.mails()[0].get_content() == ".dot\r\nword\r\n"
    finally:
        box.close()


@pytest.mark.parametrize(("text", "count"), [("40s", 40), ("2m0s", 120), ("1h1m1s", 3661)])
def test_times_as_docker_compose_writes_them(text: str, count: int) -> None:
    assert seconds(text) == count


def place(folder: Path) -> Place:
    return Place(folder=folder, net="127.9.9", http=9001, https=9002, resolver="127.9.9.53:9003")


def test_the_proxy_keeps_our_conf_but_for_where_it_listens_and_whom_it_asks(tmp_path: Path) -> None:
    ours = (BASE / "deploy" / "nginx" / "nginx.conf").read_text(encoding="utf-8").splitlines()
    theirs = proxy_conf(place(tmp_path)).read_text(encoding="utf-8").splitlines()
    changed = [new.strip() for old, new in zip(ours, theirs, strict=True) if old != new]
    assert changed == [
        "resolver 127.9.9.53:9003 valid=5s ipv6=off;",
        "listen 127.0.0.1:9001 default_server;",
        "listen 127.0.0.1:9002 ssl http2;",
    ]


def test_every_service_is_asked_for_by_a_variable() -> None:
    """A name that stands in proxy_pass itself is looked up once, when the proxy starts."""
    conf = (BASE / "deploy" / "nginx" / "nginx.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"proxy_pass (\S+);", conf)) == {"http://$web", "http://$sockets"}
    assert "upstream" not in re.sub(r"\$upstream\w+", "", conf)


def test_a_copy_of_the_checkout_is_for_its_owner_alone(tmp_path: Path) -> None:
    copy = export_checkout(tmp_path / "copy")
    assert (copy / "manage.py").read_bytes() == (BASE / "manage.py").read_bytes()
    assert {path.stat().st_mode & 0o077 for path in copy.rglob("*")} == {0}
    assert not (copy / ".git").exists()


def test_for_every_image_that_the_dockerfile_begins_with_something_stands_in() -> None:
    wanted = bases.wanted()
    assert {image.partition(":")[0] for image in wanted} == set(bases.PACKAGES)


def test_the_programs_for_backups_are_those_of_the_database() -> None:
    (server,) = re.findall(r"image: postgres:(\d+)", COMPOSE)
    assert set(re.findall(r"postgresql-client-(\d+)", DOCKERFILE)) == {server}


def test_the_proxy_is_of_a_stable_branch() -> None:
    """Odd ones are where new things are tried."""
    (branch,) = re.findall(r"^FROM nginx:1\.(\d+)-\w+ AS proxy$", DOCKERFILE, flags=re.MULTILINE)
    assert int(branch) >= 30
    assert int(branch) % 2 == 0


def test_what_the_image_needs_is_let_through() -> None:
    """Every folder of code and every file that the Dockerfile names."""
    through = {line[1:] for line in (BASE / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    packages = {path.parent.name for path in BASE.glob("*/__init__.py")} - {"tests", "scripts", "benchmarks"}
    assert (
        packages | {"deploy", "locale", "static", "templates", "manage.py", "requirements.lock", "LICENSE"} <= through
    )


def test_without_root_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.containers import machine

    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    with pytest.raises(LacksError, match="needs root"):
        machine.require_stand_ins()


def slim(what: str, folder: Path) -> str:
    command = [sys.executable, str(BASE / "deploy" / "slim.py"), what, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def grown(folder: Path, *names: str) -> Path:
    packages = folder / "lib" / "python3.11" / "site-packages"
    for name in names:
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("x")
    return packages


def left(packages: Path) -> list[str]:
    return sorted(path.relative_to(packages).as_posix() for path in packages.rglob("*") if path.is_file())


def test_slimming_takes_what_is_never_opened_and_nothing_else(tmp_path: Path) -> None:
    stay = [
        "a/__init__.py",
        "a/locale/ky/LC_MESSAGES/django.mo",
        "a/locale/ru/LC_MESSAGES/django.mo",
        "a-1.0.dist-info/METADATA",
        "django/test/client.py",
        "holidays/locale/et/LC_MESSAGES/EE.mo",
        "nvx/_validator.c",
        "tests.py",
    ]
    go = [
        "a/tests/test_a.py",
        "a/b/test/__init__.py",
        "a/locale/et/LC_MESSAGES/django.mo",
        "a/locale/pt_BR/LC_MESSAGES/django.mo",
        "a/locale/ky/LC_MESSAGES/django.po",
        "a/__pycache__/a.pyc",
        "a/typed.pyi",
        "twisted/conch/__init__.py",
    ]
    packages = grown(tmp_path, *stay, *go)
    slim("packages", tmp_path)
    assert left(packages) == sorted(stay)


def test_collected_static_files_go_and_others_of_that_name_stay(tmp_path: Path) -> None:
    packages = grown(tmp_path, "app/__init__.py", "app/static/app.css", "other/data/static/table.bin")
    slim("statics", tmp_path)
    assert left(packages) == ["app/__init__.py", "other/data/static/table.bin"]


def test_nothing_of_ours_imports_what_slimming_takes() -> None:
    modules = [name.removesuffix(".py").replace("/", ".") for name in UNUSED]
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in BASE.glob("[a-z]*/**/*.py") if path.parts[-2] != "deploy"
    )
    assert [name for name in modules if re.search(rf"^\s*(from|import) {re.escape(name)}\b", code, re.MULTILINE)] == []
