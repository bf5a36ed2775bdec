"""Follows every link and form of the demo, as everybody who may come, in every language: none may be dead or forbidden.

    make crawl [EACH=3] [ROLES="visitor leader-kg"] [OUT=crawl.json]

EACH: how many addresses of one shape each person opens (0: all). One process, Django's test client, a demo of its own
in a temporary folder; what a request changes is taken back. Prints a Markdown table; ends with 1 if anything was found.
"""

import json
import os
import re
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.worlds import LANGUAGES, prepare_demo, readers_of_demo

FIRST: Final = (
    "",
    "accounts/home/",
    "my/",
    "notices/",
    "desk/",
    "forum/",
    "library/",
    "institutions/",
    "search/?q=суу",
)
PASSED_OVER: Final = re.compile(r"^/(?:admin|api|static|ws)/|^/theme/")
CODE: Final = re.compile(r"(?<=/)(?:[a-z]{10}|\d+|[^/]*:[^/]*|[A-Z0-9]{8})(?=/|\.)")
FORBIDDEN: Final = 403
LOST: Final = {404, 405, 410}
REDIRECT, WRONG = 300, 400  # the first status of each kind


@dataclass(frozen=True, slots=True)
class Wrong:
    role: str
    status: int
    address: str
    found_on: str


@dataclass(slots=True)
class Walk:
    role: str
    opened: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)


class Ways(HTMLParser):
    """Where the links and forms of a page lead; patterns that a script copies are none."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.address, self.patterns, self.found = address, 0, dict[str, None]()
        self.feed(page)

    def handle_endtag(self, tag: str) -> None:
        self.patterns -= tag == "template"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.patterns += tag == "template"
        said = dict(attrs)
        way = said.get("href") if tag == "a" else said.get("action") if tag == "form" else None
        if way and not self.patterns:
            self.found[urljoin(self.address, way)] = None


def ours(address: str) -> str:
    """Path and query of an address of this site that is worth opening, else nothing."""
    parts = urlsplit(address)
    if parts.scheme not in {"", "http", "https"} or parts.netloc not in {"", "localhost"}:
        return ""
    if not parts.path.startswith("/") or PASSED_OVER.search(parts.path):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def shape_of(address: str) -> str:
    """Pages of one shape are drawn by the same view: without codes, and of the query the names alone."""
    parts = urlsplit(address)
    names = sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)})
    return CODE.sub("*", parts.path) + ("?" + "&".join(names) if names else "")


def walk(role: str, ask: Any, each: int) -> Walk:
    done, seen, shapes = Walk(role), set[str](), Counter[str]()
    waiting = deque((f"/{language}/{page}", "the start") for language in LANGUAGES for page in FIRST)
    optional = {address for address, _start in waiting}
    while waiting:
        address, page = waiting.popleft()
        shape = shape_of(address)
        # Of lists that are filtered, a few: their combinations have no end.
        most = each if "?" not in address else min(each or 3, 3)
        if address in seen or (most and shapes[shape] >= most):
            continue
        seen.add(address)
        shapes[shape] += 1
        answer = ask(address)
        done.opened += 1
        done.statuses[answer.status_code] += 1
        if answer.status_code >= WRONG and not (address in optional and answer.status_code in {*LOST, FORBIDDEN}):
            done.wrong.append(Wrong(role, answer.status_code, address, page))
        waiting.extend((way, address) for way in onward(answer, address))
    return done


def onward(answer: Any, address: str) -> Iterator[str]:
    if REDIRECT <= answer.status_code < WRONG:
        found = [urljoin(address, answer.headers["Location"])]
    elif answer.status_code < REDIRECT and answer.headers.get("Content-Type", "").startswith("text/html"):
        found = list(Ways(answer.content.decode(), address).found)
    else:
        found = []
    yield from filter(None, map(ours, found))


def walks(roles: list[str], each: int) -> Iterator[Walk]:
    for role, ask in readers_of_demo(roles):
        yield walk(role, ask, each)


def main() -> int:
    each, roles = int(os.environ.get("EACH") or 0), (os.environ.get("ROLES") or "").split()
    with tempfile.TemporaryDirectory(prefix="koepueroe-crawl-") as folder:
        prepare_demo(folder)
        found: list[Walk] = []
        print("| who | opened | dead | forbidden | broken |\n|---|---|---|---|---|")
        for done in walks(roles, each):
            found.append(done)
            dead = sum(one.status in LOST for one in done.wrong)
            shut = sum(one.status == FORBIDDEN for one in done.wrong)
            print(f"| {done.role} | {done.opened} | {dead} | {shut} | {len(done.wrong) - dead - shut} |", flush=True)
    wrong = [one for done in found for one in done.wrong]
    for one in wrong:
        print(f"{one.status} {one.address} (on {one.found_on}, as {one.role})")
    if out := os.environ.get("OUT"):
        rows = [{"role": done.role, "opened": done.opened, "statuses": dict(done.statuses)} for done in found]
        Path(out).write_text(json.dumps({"walks": rows, "wrong": [asdict(one) for one in wrong]}, indent=2), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
