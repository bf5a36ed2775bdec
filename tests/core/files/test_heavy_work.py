"""The gate before heavy work: how many pass, who waits, who is sent away, and what a killed process leaves behind."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from core.errors import TooMany
from core.files import heavy_work
from core.files.isolation import BASE, run_isolated
from core.web.middleware import errors
from tests.core import works


@pytest.fixture(autouse=True)
def _own_gate(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    yield
    assert heavy_work._waiting == []


def person(number: int) -> Any:
    return SimpleNamespace(pk=number)


class Crowd:
    """Threads that pass the gate and stay in it until they may go."""

    def __init__(self) -> None:
        self.inside, self.refused, self.most = 0, 0, 0
        self.go = threading.Event()
        self._count = threading.Lock()
        self._threads: list[threading.Thread] = []

    def send(self, *people: Any) -> None:
        for one in people:
            thread = threading.Thread(target=self._enter, args=(one,))
            thread.start()
            self._threads.append(thread)

    def settled(self, inside: int, waiting: int, refused: int) -> None:
        found = (0, 0, 0)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            found = (self.inside, len(heavy_work._waiting), self.refused)
            if found == (inside, waiting, refused):
                return
            time.sleep(0.02)
        assert found == (inside, waiting, refused)

    def end(self) -> None:
        self.go.set()
        for thread in self._threads:
            thread.join()

    def _enter(self, one: Any) -> None:
        try:
            with heavy_work.heavy(one):
                with self._count:
                    self.inside += 1
                    self.most = max(self.most, self.inside)
                self.go.wait(20)
                with self._count:
                    self.inside -= 1
        except TooMany:
            with self._count:
                self.refused += 1


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    made = Crowd()
    yield made
    made.end()


def test_two_pass_two_wait_and_all_others_are_sent_away_at_once(crowd: Crowd) -> None:
    crowd.send(*(person(n) for n in range(8)))
    crowd.settled(inside=2, waiting=2, refused=4)
    crowd.end()
    assert (crowd.most, crowd.refused, crowd.inside) == (2, 4, 0)


def test_a_person_has_one_inside_and_one_waiting(crowd: Crowd) -> None:
    crowd.send(*(person(7) for _n in range(8)))
    crowd.settled(inside=1, waiting=1, refused=6)
    crowd.send(person(8))
    # The second place is free for others.
    crowd.settled(inside=2, waiting=1, refused=6)
    crowd.end()
    assert crowd.most == 2


def test_visitors_are_bound_by_the_gate_alone(crowd: Crowd) -> None:
    crowd.send(*(None for _n in range(5)))
    crowd.settled(inside=2, waiting=2, refused=1)


def test_who_waits_too_long_is_sent_away_with_a_time_to_come_back(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heavy_work, "PATIENCE", 0.3)
    crowd.send(person(1), person(2))
    crowd.settled(inside=2, waiting=0, refused=0)
    with pytest.raises(TooMany) as full, heavy_work.heavy(person(3)):
        pass
    assert (full.value.status, full.value.wait) == (429, 10)
    said = set()
    for language in ("ky", "ru", "en"):
        with override(language):
            said.add(str(full.value.text))
    assert len(said) == 3


def test_what_is_done_within_passes_with_it(crowd: Crowd) -> None:
    with heavy_work.heavy(person(1)), heavy_work.heavy(person(1)), heavy_work.heavy(None):
        crowd.send(person(2), person(3))
        crowd.settled(inside=1, waiting=1, refused=0)


def test_what_went_wrong_inside_frees_the_place() -> None:
    for _n in range(5):
        with pytest.raises(ZeroDivisionError), heavy_work.heavy(person(1)):
            raise ZeroDivisionError


def test_another_process_holds_its_place_until_it_is_killed(crowd: Crowd, tmp_path: Path) -> None:
    code = (
        "import time, django; from django.conf import settings; "
        f"settings.configure(MEDIA_ROOT={str(tmp_path)!r}); "
        "from types import SimpleNamespace; from core.files import heavy_work\n"
        "with heavy_work.heavy(SimpleNamespace(pk=1)):\n    print('in', flush=True); time.sleep(60)"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", code.replace("pk=1", f"pk={n}")], cwd=BASE, stdout=subprocess.PIPE)
        for n in (1, 2)
    ]
    try:
        assert [other.stdout.readline() for other in others] == [b"in\n", b"in\n"]
        crowd.send(person(3))
        crowd.settled(inside=0, waiting=1, refused=0)
        others[0].kill()
        crowd.settled(inside=1, waiting=0, refused=0)
    finally:
        for other in others:
            other.kill()
            other.communicate()


def asked(user: Any) -> Callable[[], None]:
    request = HttpRequest()
    request.user = user

    def work() -> None:
        heavy_work.asking.set(request)
        run_isolated(works.eat, 1)

    return work


def test_work_apart_passes_the_gate_in_a_request_and_nowhere_else(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heavy_work, "PATIENCE", 0.2)
    crowd.send(person(1), person(2))
    crowd.settled(inside=2, waiting=0, refused=0)
    assert run_isolated(works.eat, 1) == 1 << 20
    refused: list[TooMany] = []

    def try_it() -> None:
        try:
            asked(person(3))()
        except TooMany as full:
            refused.append(full)

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert len(refused) == 1


def test_a_form_that_met_a_full_gate_is_shown_with_429() -> None:
    request = HttpRequest()
    token = heavy_work.asking.set(request)
    try:
        mistake = heavy_work.as_mistake(TooMany(wait=10, text="full"))
    finally:
        heavy_work.asking.reset(token)
    assert mistake.messages == ["full"]
    for before, after in ((200, 429), (400, 429), (302, 302), (500, 500)):
        answer = errors(lambda _request, status=before: HttpResponse(status=status))(request)
        assert (answer.status_code, answer.headers.get("Retry-After")) == (after, "10" if after == 429 else None)
    assert errors(lambda _request: HttpResponse())(HttpRequest()).status_code == 200
