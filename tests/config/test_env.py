"""Where settings come from: config/env.py alone, explained in .env.example."""

import os
import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path

import pytest

from config.env import BASE, SetupError, email, postgresql, read_environment


class Recorder(MutableMapping[str, str]):
    """An empty environment that remembers which names were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.kept: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self.kept[name]

    def __setitem__(self, name: str, value: str) -> None:
        self.kept[name] = value

    def __delitem__(self, name: str) -> None:
        del self.kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)


def test_env_example_names_exactly_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    monkeypatch.setattr(os, "environ", recorder)
    read_environment()
    text = (BASE / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^(?:# )?(KOEPUEROE_\w+)=", text, re.MULTILINE)
    assert set(named) == recorder.asked
    assert len(named) == len(set(named))


def test_only_env_py_reads_the_environment() -> None:
    rooms = ["config", "demo", "insights", "search", "library", "twinning", "community", "accounts", "core"]
    readers = {
        str(path.relative_to(BASE))
        for room in rooms
        for path in (BASE / room).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text(encoding="utf-8"))
    }
    assert readers == {"config/env.py"}


def test_defaults_need_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", Recorder())
    env = read_environment()
    assert (env.data, env.hosts, env.database_url, env.demo, env.proxy_count) == (BASE / "var", (), "", False, 0)


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("KOEPUEROE_SECRET_KEY", "from the environment")
    monkeypatch.setenv("KOEPUEROE_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert read_environment().secret_key == "from a file"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KOEPUEROE_PROXY_COUNT", "one"),
        ("KOEPUEROE_PROXY_COUNT", "-1"),
        ("KOEPUEROE_DEMO", "perhaps"),
        ("KOEPUEROE_SECRET_KEY_FILE", str(Path("/nowhere/at/all"))),
    ],
)
def test_nonsense_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SetupError, match=name):
        read_environment()


def test_database_url_with_escaped_letters_and_options() -> None:
    found = postgresql("postgres://k%C3%B6:p%40ss@db.example.org:6432/twin%20ning?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "kö",
        "p@ss",
        "db.example.org",
        "6432",
        "twin ning",
    )
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgres://a@b", "nonsense"])
def test_database_url_that_is_none(url: str) -> None:
    with pytest.raises(SetupError, match="KOEPUEROE_DATABASE_URL"):
        postgresql(url)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://u:p@mail.example.org", 587, False, True),
        ("smtps://u:p@mail.example.org", 465, True, False),
        ("smtp://localhost:25", 25, False, False),
    ],
)
def test_mail_url(url: str, port: int, ssl: bool, tls: bool) -> None:
    found = email(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_mail_url_that_is_none() -> None:
    with pytest.raises(SetupError, match="KOEPUEROE_EMAIL_URL"):
        email("mail.example.org")
