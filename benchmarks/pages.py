"""Queries, times and bytes of the main pages with 9,000 institutions: a Markdown table, and JSON into the file of $OUT.

One process, Django's test client: the whole middleware and the real templates, no socket. Bytes are those of gzip:
of the page, and of the styles and scripts that it loads, with what these import. The first page of a visitor is the
home page, that of somebody who has signed in is Today: "next" counts what a browser does not have of it. "from home" is
what it costs to come from a visitor's home page at once. "later" are modules that come only with the first key, the
first word typed or the first news, and on pages with a form once all of the page has come. FILES=yes lists what of each
page a browser with the home page does not have, the heaviest first.
"""

import gzip
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.desk import WAITING, plant_desk
from benchmarks.planting import plant
from benchmarks.temporary_site import analyse, engine, markdown, temporary_site

TIMES = int(os.environ.get("TIMES", "50"))
TODAY = "Today"
BUDGET = {"first kB": 100, "next kB": 30, "from home kB": 30, "CSS kB": 25, "JS kB": 40}
AT_ONCE = re.compile(rb"""(?:from|import)\s*["'](\.[^"']+)["']""")
LATER = re.compile(rb"""import\(["'](\.[^"']+)["']\)""")
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.)")


class Assets(HTMLParser):
    """Addresses of the styles, scripts and icons of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        address = said.get("src") if tag in {"script", "img"} else said.get("href") if tag == "link" else ""
        if address and address.startswith("/static/"):
            self.found.append(address)


def loaded(page: str) -> set[Path]:
    """Files that the page loads, with the modules that they import."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up now

    return reached([settings.STATIC_ROOT / address.removeprefix("/static/") for address in Assets(page).found], AT_ONCE)


def reached(files: Iterable[Path], *imports: re.Pattern[bytes]) -> set[Path]:
    """These, and whatever they import in one of these ways."""
    waiting = list(files)
    found: set[Path] = set()
    while waiting:
        file = waiting.pop().resolve()
        if file not in found:
            found.add(file)
            waiting += _imports(file, imports)
    return found


def _imports(file: Path, ways: Iterable[re.Pattern[bytes]]) -> Iterator[Path]:
    names = [name.decode() for way in ways for name in way.findall(file.read_bytes())] if file.suffix == ".js" else []
    yield from (file.parent / name for name in names if (file.parent / name).exists())


def packed(files: set[Path], suffix: str = "") -> int:
    wanted = [file for file in files if file.name.endswith(suffix)]
    return sum(min(file.stat().st_size, _gzipped(file)) for file in wanted)


def _gzipped(file: Path) -> int:
    small = file.with_name(file.name + ".gz")
    return small.stat().st_size if small.exists() else file.stat().st_size


def measure(name: str, ask: Callable[[], Any], cached: set[Path], home: set[Path]) -> tuple[dict[str, Any], set[Path]]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    answer = ask()
    if answer.status_code != 200:
        message = f"{name} answered {answer.status_code}"
        raise RuntimeError(message)
    with CaptureQueriesContext(connection) as queries:
        ask()
    asked = len(queries)
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        answer = ask()
        taken.append((perf_counter() - began) * 1000)
    taken.sort()
    page = gzip.decompress(answer.content) if answer.headers.get("Content-Encoding") == "gzip" else answer.content
    files = loaded(page.decode())
    sizes = {
        "first kB": len(answer.content) + packed(files),
        "next kB": len(answer.content) + packed(files - (cached or files)),
        "from home kB": len(answer.content) + packed(files - (home or files)),
        "page kB": len(answer.content),
        "CSS kB": packed(files, ".css"),
        "JS kB": packed(files, ".js"),
        "later kB": packed(reached(files, AT_ONCE, LATER) - files),
    }
    row: dict[str, Any] = {
        "page": name,
        "queries": asked,
        "p50 ms": round(taken[TIMES // 2], 1),
        "p99 ms": round(taken[-1], 1),
        **{key: round(size / 1000, 1) for key, size in sizes.items()},
    }
    over = [key for key, most in BUDGET.items() if row[key] > most]
    return {**row, "over the budget": ", ".join(over) or "-"}, files


def heaviest(name: str, page: float, files: set[Path]) -> str:
    """One line: the page itself and these files in kB."""
    sizes = sorted(((packed({file}), HASH.sub("", file.name)) for file in files), reverse=True)
    return f"{name}: page {page}, " + ", ".join(f"{file} {size / 1000:.1f}" for size, file in sizes)


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    with temporary_site():
        from django.test import Client  # noqa: PLC0415

        call_command("collectstatic", interactive=False, verbosity=0)
        planted = plant()
        moderator, case = plant_desk()
        analyse()
        visitor, leader, desk = Client(), Client(), Client()
        for client, person in ((leader, planted.leader), (desk, moderator)):
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        piles = [
            (f"desk, {WAITING:,} in review", desk, "/en/desk/practices/"),
            ("desk, free ones", desk, "/en/desk/practices/?show=free"),
            ("desk, page 50", desk, "/en/desk/practices/?page=50"),
            ("practice on the desk", desk, case),
        ]

        def asking(client: Any, address: str) -> Callable[[], Any]:
            return lambda: client.get(address, headers={"host": "localhost", "accept-encoding": "gzip"})

        rows, home, today, lines = [], set[Path](), set[Path](), list[str]()
        for name, client, address in [*planted.pages(visitor, leader), *piles]:
            row, files = measure(name, asking(client, address), home if client is visitor else home | today, home)
            home = home or files
            today = today or (files if name == TODAY else today)
            rows.append(row)
            lines.append(heaviest(name, row["page kB"], files - home))
        print(f"{planted.institutions:,} institutions, {TIMES} requests each, {engine()}, Django's test client")
        print("Budget: " + ", ".join(f"{key} {most}" for key, most in BUDGET.items()) + "\n")
        print(markdown(rows))
        if "FILES" in os.environ:
            print("\n" + "\n".join(lines))
        if "OUT" in os.environ:
            Path(os.environ["OUT"]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
