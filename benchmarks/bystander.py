"""Somebody who reads pages while something else goes on, and what the server spent meanwhile."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.attacks.hands import Hand
from tests.server import Server

TICKS = os.sysconf("SC_CLK_TCK")


def measured(site: Server, what: Callable[[], Any], *, path: str = "/en/", seconds: float = 5.0) -> dict[str, Any]:
    """`what` runs beside a visitor who reads `path` again and again, for these seconds and until both are done."""
    over, taken, statuses = threading.Event(), list[float](), set[int]()
    visitor = Hand(site)
    visitor.get(path)

    def read() -> None:
        while not over.is_set():
            began = time.perf_counter()
            statuses.add(visitor.get(path).status)
            taken.append((time.perf_counter() - began) * 1000)

    began, spent, reading = time.perf_counter(), cpu(site.pid), threading.Thread(target=read)
    reading.start()
    try:
        what()
        time.sleep(max(0.0, seconds - (time.perf_counter() - began)))
    finally:
        over.set()
        reading.join()
    taken.sort()
    return {
        "pages": len(taken),
        "answered": ", ".join(map(str, sorted(statuses))),
        "median ms": round(taken[len(taken) // 2], 1),
        "p95 ms": round(taken[int(len(taken) * 0.95)], 1),
        "wall s": round(time.perf_counter() - began, 1),
        "CPU s": round(cpu(site.pid) - spent, 1),
    }


def cpu(pid: int) -> float:
    """Seconds that this process has computed so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
