"""What eight large pictures at once, and sheets that fill the memory, cost the others: wall, CPU, the most memory.

python benchmarks/attacks_heavy.py       alone, on SQLite; `make bench-attacks` has it among the others
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import markdown
from tests.attacks.hands import Hand, session_of
from tests.attacks.heavy import Author, Peak, at_once, authors, cpu_seconds, long_texts, many_texts, one_colour
from tests.attacks.heavy import send_register as send
from tests.server import Server, environment, manage

PREPARE = "from core.server.bootstrap import prepare; prepare(say=print)"


def rows(site: Server) -> list[dict[str, Any]]:
    """On a running server with the demo."""
    people = authors(site, 4)
    coordinator = Hand(site, session_of(site, "coordinator@example.org"))
    eight = [one_colour(shade) for shade in range(8)]
    others = [one_colour(100 + shade) for shade in range(8)]
    sheets = {"1.6 million texts": many_texts(1_600_000), "30 texts of 36 MB": long_texts(30, 9_000_000)}
    return [
        _pictures(site, "one person, eight pictures at once", [people[0]] * 8, eight),
        _pictures(site, "four people, two pictures each at once", people * 2, others),
        *(_sheet(site, f"a sheet with {name}", coordinator, content) for name, content in sheets.items()),
    ]


def _pictures(site: Server, what: str, senders: list[Author], contents: list[bytes]) -> dict[str, Any]:
    def do() -> str:
        statuses = [answer.status for answer in at_once(senders, contents)]
        return ", ".join(f"{statuses.count(one)} x {one}" for one in sorted(set(statuses)))

    return _measured(site, what, contents[0], do)


def _sheet(site: Server, what: str, coordinator: Hand, content: bytes) -> dict[str, Any]:
    def do() -> str:
        began = time.perf_counter()
        sent = send(coordinator, content)
        answered = time.perf_counter() - began
        while "Reading the file" in coordinator.get(sent.headers["Location"]).text:
            time.sleep(0.2)
        return f"{sent.status} after {answered:.2f} s"

    return _measured(site, what, content, do)


def _measured(site: Server, what: str, content: bytes, do: Callable[[], str]) -> dict[str, Any]:
    began, spent = time.perf_counter(), cpu_seconds(site)
    with Peak(site) as peak:
        outcome = do()
    return {
        "what": what,
        "kB each": len(content) // 1000,
        "answers": outcome,
        "wall s": round(time.perf_counter() - began, 1),
        "CPU s": round(cpu_seconds(site) - spent, 1),
        "MB before": round(peak.before),
        "peak MB": round(peak.most),
    }


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="koepueroe-bench-") as folder:
        manage(environment(Path(folder)), "shell", "--no-imports", "-c", PREPARE)
        site = Server(Path(folder)).start()
        try:
            print(f"Planted: the demo; SQLite\n\n{markdown(rows(site))}")
        finally:
            site.stop()


if __name__ == "__main__":
    main()
