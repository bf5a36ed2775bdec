"""A semaphore for heavy work over all web processes of a machine: two jobs at once, and one for each person.

The gate is kept in locked files of the private storage, which all web processes share: the kernel frees a lock when
whoever holds it is killed, and no transaction and no clock is needed. Tasks do not pass it: a worker does one at a
time.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.errors import TooMany
from core.files.private_storage import FOLDER

AT_ONCE: Final = 2
MOST_WAITING: Final = 2  # of a process; each keeps one of its threads
PATIENCE: Final = 20.0
COME_BACK: Final = 10
LOOK_EVERY: Final = 0.1
PEOPLE: Final = 512  # two of the same number wait for each other, which is rare and short

# The request of this thread, none in a task or a command.
asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)
_inside: ContextVar[bool] = ContextVar("inside", default=False)
_waiting: list[str] = []
_room = threading.Lock()


@contextmanager
def heavy(by: Any) -> Iterator[None]:
    """Pass the gate, waiting for twenty seconds at most; what is done within passes with it.

    Raise TooMany at once where two requests of this process wait already, or one of the same person.
    """
    if _inside.get():
        yield
        return
    held = _pass(_place_of(by))
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)
        _leave(held)


@contextmanager
def in_turn(what: str) -> Iterator[None]:
    """One at a time on this machine: short work of the site itself, which nobody can ask for at will.

    Raise TooMany after twenty seconds.
    """
    deadline = time.monotonic() + PATIENCE
    while (place := _locked(f"turn-{what}")) is None:
        if time.monotonic() > deadline:
            raise _full()
        time.sleep(LOOK_EVERY)
    try:
        yield
    finally:
        _leave([place])


@contextmanager
def for_whom_asks() -> Iterator[None]:
    """The gate for work in a request, whoever sent it; no gate elsewhere."""
    request = asking.get()
    if request is None:
        yield
        return
    with heavy(getattr(request, "user", None)):
        yield


def as_mistake(full: TooMany) -> ValidationError:
    """For forms that are shown again as they were sent: the sentence. The status comes from core.web.middleware."""
    note_full(full)
    return ValidationError(str(full.text), code=full.code)


def note_full(full: TooMany) -> None:
    """This request answers in its own way, but with 429 and Retry-After."""
    if (request := asking.get()) is not None:
        request.too_many = full  # type: ignore[attr-defined]  # read by core.web.middleware.errors


def _place_of(by: Any) -> str:
    """Visitors have no lock of a person: the semaphore alone bounds them."""
    key = getattr(by, "pk", None)
    return "" if key is None else f"person-{int(key) % PEOPLE}"


def _pass(person: str) -> list[int]:
    # Who comes does not overtake who waits.
    if not _waiting and (held := _try(person)):
        return held
    _take_a_seat(person)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if held := _try(person):
                return held
            time.sleep(LOOK_EVERY)
    finally:
        with _room:
            _waiting.remove(person)
    raise _full()


def _take_a_seat(person: str) -> None:
    with _room:
        if len(_waiting) >= MOST_WAITING or (person and person in _waiting):
            raise _full()
        _waiting.append(person)


def _full() -> TooMany:
    text = _("Many files are being looked through at this moment. Wait a little, then send yours again.")
    return TooMany(wait=COME_BACK, text=text)


def _try(person: str) -> list[int]:
    """The locks that were taken; none where this person has a job running, or every place is taken."""
    own = _locked(person) if person else None
    if person and own is None:
        return []
    for number in range(AT_ONCE):
        place = _locked(f"place-{number}")
        if place is not None:
            return [place] if own is None else [place, own]
    _leave([] if own is None else [own])
    return []


def _locked(name: str) -> int | None:
    """flock belongs to this opening of the file: threads exclude each other as processes do. Files are never removed:
    two could hold the lock of one name."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER / "gate"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _leave(held: list[int]) -> None:
    for handle in held:
        os.close(handle)
