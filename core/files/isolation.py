"""Runs work on uploaded files in a child process with limits of memory and time: a hostile file ends it alone."""

import logging
import os
import pickle
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid, KoepueroeError
from core.files import heavy_work

BASE: Final = Path(__file__).resolve().parents[2]
PLAIN: Final = {("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"), ("collections", "Counter")}
# Nothing of ours, so nothing that is secret. Fewer arenas: each takes address space that nobody uses.
ENVIRONMENT: Final = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}
MOST_ANSWERED: Final = 64_000_000
CHUNK: Final = 1 << 20
log = logging.getLogger("koepueroe.apart")
T = TypeVar("T")


class TooHeavy(Invalid):
    """The child was ended: `why` is memory, time or crash."""

    code = "too_heavy"
    TEXTS: Final = {
        "memory": _("This file needs more memory than one file may take. Make it smaller and try again."),
        "time": _("Reading this file takes too long. Make it smaller or simpler and try again."),
        "crash": _("This file cannot be read; it may be damaged. Save it anew and try again."),
    }

    def __init__(self, why: str) -> None:
        super().__init__(self.TEXTS[why])
        self.why = why


def run_isolated(work: Callable[..., T], *args: Any, memory_mb: int = 512, seconds: float = 20) -> T:
    """What `work(*args)` gives, done in a child that has this much address space and time.

    `work` is a function of a module that needs no set-up of Django (no models, no settings); files go by path
    (path_of), the answer is small: plain values and our own dataclasses. Its KoepueroeErrors are raised here, in the
    language of the reader. Raise TooHeavy where the child ran out of memory or time, or crashed.
    In a request it passes the gate, which may raise TooMany; so nobody calls it within a transaction.
    """
    with heavy_work.for_whom_asks():
        return _done(work, args, memory_mb, seconds)


def _done(work: Callable[..., T], args: tuple[Any, ...], memory_mb: int, seconds: float) -> T:
    order = (work.__module__, work.__qualname__, args, memory_mb, seconds, os.getpid())
    child = subprocess.Popen(
        [sys.executable, "-m", "core.files.isolation_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=BASE,
        env=ENVIRONMENT,
        # Ctrl+C is meant for the server: it lets its requests end.
        start_new_session=True,
    )
    with child:
        try:
            answer = _answer_of(child, pickle.dumps(order), seconds)
        finally:
            child.kill()
    return _told(work, answer, child.returncode)


@contextmanager
def path_of(file: IO[bytes] | Any) -> Iterator[Path]:
    """Where an upload lies on the disk; a copy for the time being where it lies in memory or has no name."""
    own = getattr(file, "temporary_file_path", None)
    if own is not None:
        file.flush()
        yield Path(own())
        return
    with tempfile.NamedTemporaryFile(prefix="koepueroe-") as copy:
        file.seek(0)
        while part := file.read(CHUNK):
            copy.write(part)
        copy.flush()
        yield Path(copy.name)
    file.seek(0)


def _answer_of(child: "subprocess.Popen[bytes]", order: bytes, seconds: float) -> bytes | None:
    """The bytes of the child's answer: None after the time limit, empty where the child died."""
    assert child.stdin is not None  # noqa: S101 - both are pipes, as asked for
    assert child.stdout is not None  # noqa: S101 - as above
    try:
        child.stdin.write(order)
        child.stdin.close()
    except BrokenPipeError:
        return b""
    deadline, said = time.monotonic() + seconds, bytearray()
    with selectors.DefaultSelector() as wire:
        wire.register(child.stdout, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if wire.select(left):
                part = os.read(child.stdout.fileno(), CHUNK)
                said += part
                if not part:
                    return bytes(said)
                if len(said) > MOST_ANSWERED:
                    raise TooHeavy("crash")
    return None


def _told(work: Callable[..., T], answer: bytes | None, code: int) -> T:
    name = f"{work.__module__}.{work.__qualname__}"
    if not answer:
        late = answer is None or code == -signal.SIGXCPU
        # Nobody but us and the kernel, when memory ends, kills a child.
        why = "time" if late else "memory" if code == -signal.SIGKILL else "crash"
        log.warning("%s ended its process: %s (%s)", name, why, code)
        raise TooHeavy(why)
    try:
        kind, *rest = _Careful(answer, work).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError) as error:
        raise TooHeavy("crash") from error
    if kind == "done":
        done: T = rest[0]
        return done
    if kind == "refused":
        raise _refusal(*rest)
    log.warning("%s failed in its process: %s %s", name, kind, rest)
    raise TooHeavy("memory" if kind == "memory" else "crash")


class _Careful(pickle.Unpickler):
    """An unpickler for known classes: a child that a file has taken over must not make its parent call anything."""

    def __init__(self, answer: bytes, work: Callable[..., Any]) -> None:
        super().__init__(BytesIO(answer))
        self._rooms = {"core", work.__module__.partition(".")[0]}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        found = getattr(sys.modules.get(module), name, None) if module.partition(".")[0] in self._rooms else None
        if isinstance(found, type) and (issubclass(found, KoepueroeError) or hasattr(found, "__dataclass_fields__")):
            return found
        message = f"{module}.{name} is no answer"
        raise pickle.UnpicklingError(message)


def _refusal(kind: type[KoepueroeError], text: Any, next_step: Any, more: dict[str, Any]) -> KoepueroeError:
    error = kind.__new__(kind)
    KoepueroeError.__init__(error, in_our_words(text), next_step=in_our_words(next_step))
    vars(error).update(more, said=text)
    return error


def said_by(error: KoepueroeError) -> Any:
    """What went wrong, to be kept as JSON and said later, in the language of whoever reads it then."""
    if isinstance(error.text, Promise):
        with translation.override(None):
            return ["gettext", [str(error.text)], None]
    return getattr(error, "said", str(error.text))


def in_our_words(said: Any) -> str:
    """A sentence as `said_by` and the child give it: which message with which values."""
    if isinstance(said, str):
        return said
    how, args, values = said
    if how not in {"gettext", "ngettext", "pgettext", "npgettext"}:
        return ""
    words: str = getattr(translation, how)(*args)
    return words % values if values is not None else words
