"""Finds the pages of a role as a reader would: it follows every link, one page of each shape."""

import re
from collections import deque
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext

# What is no page of ours, and what would end the visit.
PASSED_OVER = re.compile(
    r"^/(?:api|media|static|admin|ws)/|\.(?:pdf|ics|json|csv|xlsx|svg|png)$|/logout/|/theme/|/demo/enter/"
)
CODE = re.compile(r"(?<=/)(?:[a-z]{10}|\d+|[A-Za-z0-9_-]*:[A-Za-z0-9_:-]+)(?=/)")


class Links(HTMLParser):
    """Addresses of links, in the order of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a" and said.get("href") and "download" not in said:
            self.found.append(str(said["href"]))


def shape_of(path: str) -> str:
    """The address without language, query and codes: pages of one shape are drawn by the same template."""
    return CODE.sub("*", re.sub(r"^/(?:ky|ru|en)/", "/", urlsplit(path).path))


def pages_of(ask: APIRequestContext, seeds: Iterable[str], *, known: Iterable[str] = ()) -> dict[str, str]:
    """Shape to the first address of it (without its language) that answers with a page, beyond the known shapes."""
    found: dict[str, str] = {}
    seen = set(known)
    waiting = deque(f"/en/{seed}" for seed in seeds)
    while waiting:
        path = waiting.popleft()
        shape = shape_of(path)
        if shape in seen:
            continue
        seen.add(shape)
        answer = ask.get(path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        if answer.ok:
            found[shape] = path.removeprefix("/en/")
        waiting += [link for link in Links(answer.text()).found if _ours(link)]
    return found


def _ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and parts.path.startswith("/en/") and not PASSED_OVER.search(parts.path)
