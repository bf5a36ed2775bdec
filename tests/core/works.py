"""Works for tests/core/files/test_isolation.py: what a file could make a decoder do."""

import ctypes
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext, gettext_lazy, ngettext

from core.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Found:
    size: int
    content: bytes


class Evil:
    def __reduce__(self) -> Any:
        return (os.system, ("touch /tmp/koepueroe-was-here",))


def measure(path: Path) -> Found:
    content = path.read_bytes()
    sys.stdout.write("a library that prints")
    return Found(len(content), content[:4])


def eat(mb: int) -> int:
    return len(bytes(mb << 20))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def turn() -> None:
    while True:
        pass


def crash() -> None:
    ctypes.string_at(0)


def leave() -> NoReturn:
    os._exit(0)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(secret: str) -> None:
    raise RuntimeError(secret)


def refuse(how: str) -> None:
    if how == "lazy":
        raise Invalid(gettext_lazy("This file is empty. Choose another one."), field="file")
    if how == "values":
        raise Invalid(gettext("The name is longer than %(most)s characters.") % {"most": 5}, next_step="x")
    if how == "plural":
        raise Conflict(
            ngettext("Wait %(n)s second, then try again.", "Wait %(n)s seconds, then try again.", 3) % {"n": 3}
        )
    raise Invalid("plain")


def evil() -> Any:
    return Evil()


def flood() -> bytes:
    return bytes(80_000_000)


def surroundings() -> dict[str, Any]:
    return {
        "environment": sorted(os.environ),
        "files": sorted(path.name for path in Path("/proc/self/fd").iterdir()),
        "django": "django.db" in sys.modules,
    }


def say_who(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(60)
