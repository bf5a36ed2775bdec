"""For tests that walk over all addresses: lists them, asks as anybody, and checks what every HTML page must have."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.main_deeds import main_deeds
from tests.world_of_everyone import World

WHEN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:[+-]\d\d:\d\d|Z)?)?|\d\d:\d\d")
OUR_SPACES = ("accounts:",)
BLOCKS_OF_DATA = ("application/json", "application/ld+json")
# Pages that may show more than one main button, and why.
ALL_PARTS = ("/styleguide/",)  # it shows every part in all its states
THEIRS = ("admin/", "accounts/", "_util/", "^")  # the patterns of Wagtail, allauth and Django's own


def own_addresses() -> set[str]:
    """The names of all patterns of this house, with their namespaces."""
    found = addresses_of(get_resolver())
    return {name for name, route in found if not route.startswith(THEIRS) or name.startswith(OUR_SPACES)}


def addresses_of(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name with its namespaces, route without the language) of every pattern."""
    for pattern in resolver.url_patterns:
        part = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield (space + pattern.name if pattern.name else part), route + part
        else:
            inner = route if part.rstrip("/") in dict(settings.LANGUAGES) else route + part
            yield from addresses_of(pattern, inner, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def arguments_of(world: World, said: str) -> list[Any]:
    """`room` is the code of that thing, `=en` the word itself, `#office` its number; `-` none."""
    return [] if said == "-" else [_argument(world, part) for part in said.split(",")]


def _argument(world: World, part: str) -> Any:
    if part.startswith("="):
        return part[1:]
    if part.startswith("#"):
        thing = world.things[part[1:]]
        return getattr(thing, "number", thing.pk)
    thing = world.things[part]
    return thing if isinstance(thing, str) else thing.code


def address_of(world: World, name: str, said: str) -> str:
    return (
        name
        if name.startswith("/")
        else f"/{name}"
        if name.endswith("/")
        else reverse(name, args=arguments_of(world, said))
    )


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "visitor":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


def ask(world: World, role: str, method: str, address: str, data: Any = None, **more: Any) -> HttpResponse:
    """As a request of its own: what it changes is taken back."""
    with transaction.atomic():
        answer: HttpResponse = getattr(client_of(world, role), method.lower())(address, data or {}, **more)
        transaction.set_rollback(True)
    return answer


def joined(html: str) -> str:
    """The page without the lines of its templates: no end of a line beside a tag or in one. Blanks within a line stay."""
    whole = re.sub(r"\s*(<[^>]*>)\s*", lambda hit: _in_one_line(hit[0]), html)
    return re.sub(r"\s+", " ", whole)


def _in_one_line(tag: str) -> str:
    before, bare, after = re.fullmatch(r"(\s*)(<.*>)(\s*)", tag, re.DOTALL).groups()  # type: ignore[union-attr]  # as found
    said = re.sub(r"\s+(/?>)$", r"\1", " ".join(bare.split()))
    return ("" if "\n" in before else before) + said + ("" if "\n" in after else after)


# Scripts of these types are data, which no browser runs.


class Page(HTMLParser):
    """What a page says about itself, and its forms."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.language, self.headings, self.inline = "", 0, []  # type: ignore[var-annotated]  # filled below
        self.title, self._in_title = "", False
        self.cut: list[str] = []
        self.wrong: list[str] = []
        self._ids: set[str] = set()
        self._templates = 0
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._judge(tag, attrs, said)
        self.language = said.get("lang", "") if tag == "html" else self.language
        self.headings += tag == "h1"
        self._in_title = self._in_title or (tag == "title" and not self.title)
        if tag == "style" or (tag == "script" and "src" not in said and said.get("type") not in BLOCKS_OF_DATA):
            self.inline.append(tag)
        self.inline += [name for name in said if name == "style" or name.startswith("on")]
        self.cut += [said.get("name", tag)] if "maxlength" in said else []
        if tag == "form":
            self.forms.append((said.get("method", "get").lower(), said.get("action", ""), {}))
        elif self.forms and said.get("name") and said.get("type") != "file":
            self.forms[-1][2].setdefault(said["name"], said.get("value", "") if said.get("type") == "hidden" else "?")

    def _judge(self, tag: str, attrs: list[tuple[str, str | None]], said: dict[str, str]) -> None:
        """What the standard of pages forbids and templates are prone to; scripts/check_pages.py reads for all of it."""
        self._templates += tag == "template"
        if len(attrs) > len(said):
            self.wrong.append(f"{tag} says an attribute twice: {[name for name, _value in attrs]}")
        if tag in {"nav", "aside"} and not said.keys() & {"aria-label", "aria-labelledby"}:
            self.wrong.append(f"a {tag} without a name")
        if tag == "form" and said.get("action") == "":
            self.wrong.append("an empty action")
        if tag == "time" and not self._templates and not WHEN.fullmatch(said.get("datetime", "")):
            self.wrong.append(f"time {said.get('datetime')}")
        if said.get("id") in self._ids and not self._templates:
            self.wrong.append(f"a second {said['id']}")
        self._ids |= {said["id"]} if "id" in said and not self._templates else set()

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""


def faults_of(answer: HttpResponse) -> list[str]:
    """What a page of HTML lacks; nothing for everything else."""
    if not answer.content or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = Page(answer)
    deeds = main_deeds(answer.content.decode())
    checks = {
        "no lang": page.language in dict(settings.LANGUAGES),
        "no title": bool(page.title.strip()),
        f"{page.headings} h1": page.headings == 1,
        "no policy": "script-src 'self'" in answer.headers.get("Content-Security-Policy", ""),
        f"inline: {page.inline}": not page.inline,
        f"cut in silence: {page.cut}": not page.cut,
        f"against the standard: {page.wrong}": not page.wrong,
        f"more than one thing to do first: {deeds}": len(deeds) < 2 or _where(answer).endswith(ALL_PARTS),
    }
    return [fault for fault, well in checks.items() if not well]


def _where(answer: HttpResponse) -> str:
    """The address that was asked, as the client of the tests keeps it; nothing of an answer made without one."""
    return str(getattr(answer, "request", {}).get("PATH_INFO", ""))
