"""What machines read: a crawl finds every public page in the sitemap, and nothing in the sitemap is for somebody."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from core.models import LimitCount
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("machines")]
SITE: Final = "http://testserver"
MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK: Final = "{http://www.w3.org/1999/xhtml}link"
NOINDEX: Final = re.compile(r'<meta name="robots" content="noindex"')
CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]+)">')
ALTERNATE: Final = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
ABOUT: Final = re.compile(r'<meta name="description"\s+content="([^"]{20,})"')
OG: Final = re.compile(r'<meta property="og:([a-z_:]+)" content="([^"]*)">')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def sitemap() -> dict[str, dict[str, str]]:
    """Every address of it, with its languages."""
    client, found = Client(), {}
    index = ET.fromstring(client.get("/sitemap.xml").content)
    for file in index.iter(f"{MAP}loc"):
        for url in ET.fromstring(client.get((file.text or "").removeprefix(SITE)).content).iter(f"{MAP}url"):
            place = url.find(f"{MAP}loc")
            assert place is not None
            assert place.text not in found
            found[str(place.text)] = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)}
    return found


def crawl() -> dict[str, str]:
    """Every page that a visitor gets by following links from home, by address; of what was asked only the page."""
    client, found, left = Client(), {}, [f"/{code}/" for code in ("ky", "ru", "en")]
    while left:
        path = left.pop()
        if path in found:
            continue
        LimitCount.objects.all().delete()
        answer = client.get(path)
        html = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        found[path] = answer.content.decode() if html else ""
        for href in re.findall(r'<a\s[^>]*?href="([^"#]+)', found[path]):
            there = urlsplit(urljoin(SITE + path, href.replace("&amp;", "&")))
            if f"{there.scheme}://{there.netloc}" == SITE and not there.path.startswith(("/media/", "/static/")):
                page = re.search(r"(?:^|&)(page=\d+)", there.query)
                left.append(there.path + (f"?{page[1]}" if page else ""))
    return {path: page for path, page in found.items() if page}


def test_a_crawl_finds_every_public_page_in_the_sitemap(world: World) -> None:
    listed, pages = sitemap(), crawl()
    assert len(pages) > 60
    public = {path: page for path, page in pages.items() if not NOINDEX.search(page)}
    assert {path for path, page in public.items() if len(CANONICAL.findall(page)) != 1} == set()
    homeless = {
        path for path, page in public.items() if CANONICAL.findall(page)[0] not in listed and "?page=" not in path
    }
    assert homeless == set()
    kinds = {urlsplit(address).path.split("/")[2] for address in listed}
    assert kinds >= {"", "institutions", "library", "forum", "articles", "about", "rules", "search"}


def test_what_the_sitemap_lists_is_for_everybody_and_names_itself(world: World) -> None:
    listed = sitemap()
    odd: dict[str, Any] = {}
    for address, languages in listed.items():
        LimitCount.objects.all().delete()
        answer = Client().get(address.removeprefix(SITE))
        page = answer.content.decode()
        said = (answer.status_code, bool(NOINDEX.search(page)), CANONICAL.findall(page), len(ABOUT.findall(page)))
        if said != (200, False, [address], 1) or dict(ALTERNATE.findall(page)) != languages:
            odd[address] = said
        if (languages and address not in languages.values()) or any(
            listed.get(other) != languages for other in languages.values()
        ):
            odd[address] = languages
    assert odd == {}


def test_nothing_private_is_listed(world: World) -> None:
    listed = "\n".join(sitemap())
    for name in (
        *("draft_practice", "submitted_practice", "foreign_submitted_practice", "claimed"),
        *("group_board", "members_board", "members_topic", "partnership_room", "partnership", "register"),
    ):
        assert world.things[name].code not in listed, name
    for words in ("draft-article", "inner-article", "/desk/", "/my/", "/accounts/settings", "/demo/", "/styleguide/"):
        assert words not in listed
    for name in ("river", "published_practice", "public_board", "public_topic", "school"):
        assert world.things[name].code in listed, name


def test_pages_that_are_shared_have_a_preview(world: World) -> None:
    things = world.things
    pages = {
        "/en/": "website",
        f"/en/library/{things['river'].code}/": "article",
        f"/ru/institutions/{things['school'].code}/": "website",
        "/en/articles/open-article/": "article",
        f"/ky/forum/topic/{things['public_topic'].code}/": "article",
    }
    for path, kind in pages.items():
        page = Client().get(path).content.decode()
        said = dict(OG.findall(page))
        assert (said["type"], said["image"]) == (kind, f"{SITE}/static/img/share.png"), path
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title is not None
        assert (said["title"], said["url"]) == (" ".join(title[1].split()), CANONICAL.findall(page)[0])
        assert said["description"] == " ".join(ABOUT.findall(page)[0].split())


def test_members_read_no_lines_for_machines(world: World) -> None:
    client = Client()
    client.cookies["sessionid"] = world.sessions["member"]
    page = client.get("/en/institutions/").content.decode()
    assert (CANONICAL.findall(page), OG.findall(page), NOINDEX.search(page)) == ([], [], None)
