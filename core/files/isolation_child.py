"""The child's side of core.files.isolation: limits, then the work, then one answer. Imports little: begins at once."""

import contextlib
import ctypes
import importlib
import os
import pickle
import resource
import signal
import sys
import traceback
from typing import Any, Final

KILL_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG
MOST_WRITTEN: Final = 512_000_000
FILES: Final = 64


class Said(str):  # noqa: SLOT000 - a message carries something
    """A message that remembers which one it is and what was put into it, so that the parent can say it anew."""

    said: tuple[str, tuple[Any, ...], Any]

    def __str__(self) -> str:
        return self

    def __mod__(self, values: Any) -> "Said":
        how, args, _none = self.said
        return _said(super().__mod__(values), how, args, values)


def _said(text: str, how: str, args: tuple[Any, ...], values: Any = None) -> Said:
    told = Said(text)
    told.said = (how, args, values)
    return told


def main() -> None:
    # What libraries print must not stand in the answer.
    wire = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, name, args, memory_mb, seconds, parent = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    _limit(memory_mb, seconds, parent)
    answer = _done(module, name, args)
    try:
        told = pickle.dumps(answer)
    except MemoryError:
        told = pickle.dumps(("memory",))
    wire.write(told)
    wire.close()
    # Libraries with threads of their own may not want to end.
    os._exit(0)


def _limit(memory_mb: int, seconds: float, parent: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(KILL_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    # Threads of decoders count together; the parent looks at the clock.
    cpu = max(1, round(2 * seconds))
    memory = memory_mb << 20
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # stricter limits of the machine stay
            resource.setrlimit(what, (most, most))
    # Pages come first, and where the machine's memory ends, this process is the one to go.
    os.nice(5)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # noqa: PTH123 - pathlib costs time
        score.write("1000")


def _done(module: str, name: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    try:
        work = getattr(importlib.import_module(module), name)
        _remember_messages()
        return ("done", work(*args))
    except MemoryError:
        return ("memory",)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent is told
        from core.errors import KoepueroeError  # noqa: PLC0415 - Django's part of it only where it is needed

        return _refused(error) if isinstance(error, KoepueroeError) else _failed(error)


def _remember_messages() -> None:
    """No catalogue is loaded here, and no language known."""
    translation: Any = sys.modules.get("django.utils.translation")
    if translation is None:
        return
    say = translation._trans  # noqa: SLF001 - where Django keeps who translates
    say.gettext = lambda text: _said(text, "gettext", (text,))
    say.pgettext = lambda context, text: _said(text, "pgettext", (context, text))
    say.ngettext = lambda one, many, n: _said(one if n == 1 else many, "ngettext", (one, many, n))
    say.npgettext = lambda context, one, many, n: _said(one if n == 1 else many, "npgettext", (context, one, many, n))


def _refused(error: Any) -> tuple[Any, ...]:
    more = {key: value for key, value in vars(error).items() if key not in {"text", "next_step"}}
    return ("refused", type(error), _parts(error.text), _parts(error.next_step), more)


def _parts(text: Any) -> Any:
    told = str(text)
    return getattr(told, "said", told)


def _failed(error: Exception) -> tuple[Any, ...]:
    """Where, not with what: values may be somebody's."""
    last = traceback.extract_tb(error.__traceback__)[-3:]
    return ("crash", type(error).__name__, [f"{os.path.basename(one.filename)}:{one.lineno}" for one in last])  # noqa: PTH119 - as above


if __name__ == "__main__":
    main()
