"""robots.txt, icons, and the sitemap: what they cost among very many institutions, how often they may be asked."""

import io
from collections.abc import Callable
from typing import Any, Final
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from core.models import LimitCount, Term
from core.web.machines.addresses import PageAddresses, addresses_of
from core.web.machines.pace import READ_NETWORK
from core.web.machines.sitemaps import ROWS_A_FILE
from twinning.models import Institution, State

pytestmark = pytest.mark.django_db
SITE: Final = "http://testserver"
LOC: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def queries_of(path: str) -> tuple[int, Any]:
    LimitCount.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(path)
    return len(asked), answer


def locs(answer: Any) -> list[str]:
    return [place.text or "" for place in ET.fromstring(answer.content).iter(LOC)]


def plant_institutions(count: int) -> None:
    kind = Term.objects.get(scheme="kind", code="school")
    Institution.objects.bulk_create(
        Institution(kind=kind, country="KG", time_zone="Asia/Bishkek", state=State.LISTED) for _each in range(count)
    )


def test_robots_may_read_pages_and_find_the_sitemap() -> None:
    answer = Client().get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]
    allowed = {path: rules.can_fetch("anybot", path) for path in ("/en/", "/ky/institutions/", "/admin/", "/kept/")}
    assert allowed == {"/en/": True, "/ky/institutions/": True, "/admin/": False, "/kept/": False}


@pytest.mark.parametrize(
    ("path", "kind", "sizes"),
    [
        ("/favicon.ico", "image/x-icon", {(16, 16), (32, 32), (48, 48)}),
        ("/apple-touch-icon.png", "image/png", {(180, 180)}),
        ("/apple-touch-icon-precomposed.png", "image/png", {(180, 180)}),
        ("/static/img/share.png", "image/png", {(1200, 630)}),
    ],
)
def test_icons_are_pictures_of_their_size(path: str, kind: str, sizes: set[tuple[int, int]]) -> None:
    if path.startswith("/static/"):
        data = open(path.removeprefix("/"), "rb").read()  # noqa: PTH123, SIM115 - as the server of static files does
    else:
        answer = Client().get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        data = answer.content
    picture = Image.open(io.BytesIO(data))
    assert set(picture.info.get("sizes", {picture.size})) == sizes
    assert len(data) < 60_000


def test_a_file_of_the_sitemap_costs_the_same_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    plant_institutions(3)
    few, answer = queries_of("/sitemap-institutions.xml")
    assert len(locs(answer)) == 9
    plant_institutions(2 * ROWS_A_FILE)
    many, answer = queries_of("/sitemap-institutions.xml")
    assert (many, len(locs(answer))) == (few, 3 * ROWS_A_FILE)
    assert few == 3  # the limit, how many there are, those of this file
    index = locs(queries_of("/sitemap.xml")[1])
    assert [place for place in index if "institutions" in place] == [
        f"{SITE}/sitemap-institutions.xml",
        f"{SITE}/sitemap-institutions.xml?p=2",
        f"{SITE}/sitemap-institutions.xml?p=3",
    ]
    assert len(locs(queries_of("/sitemap-institutions.xml?p=3")[1])) == 9
    assert len(answer.content) < 3_000_000


def test_the_index_counts_and_reads_nothing() -> None:
    before = queries_of("/sitemap.xml")[0]
    plant_institutions(50)
    assert queries_of("/sitemap.xml")[0] == before


def test_hidden_suspended_claimed_and_merged_ones_are_left_out(make_institution: Callable[..., Institution]) -> None:
    shown = make_institution("Shown")
    for more in ({"hidden": True}, {"state": State.SUSPENDED}, {"state": State.CLAIMED}, {"merged_into": shown}):
        make_institution("Left out", **more)
    assert locs(queries_of("/sitemap-institutions.xml")[1]) == [
        f"{SITE}/{language}/institutions/{shown.code}/" for language in ("ky", "ru", "en")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-institutions.xml?p=2",
        "/sitemap-institutions.xml?p=x",
        "/sitemap-topics.xml?p=-1",
    ],
)
def test_what_the_sitemap_has_not_is_missing(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_whoever_reads_too_fast_waits() -> None:
    answers = [Client().get("/robots.txt").status_code for _each in range(3)]
    answers += [Client().get("/sitemap-boards.xml").status_code for _each in range(READ_NETWORK.figure)]
    assert set(answers) == {200}
    refused = Client().get("/sitemap.xml")
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)


def test_caches_may_keep_it() -> None:
    for path in ("/sitemap.xml", "/sitemap-boards.xml"):
        assert Client().get(path).headers["Cache-Control"] == "public, max-age=3600"


def test_only_the_number_of_the_page_makes_another_address(rf: Any) -> None:
    def canonical(query: str) -> str:
        return addresses_of(rf.get(f"/ky/library/{query}")).canonical

    asked = ("", "?page=1", "?page=2", "?page=2&kind=lesson", "?kind=lesson", "?page=x", "?page=%C2%B2")
    assert [canonical(query) for query in asked] == [
        "/ky/library/",
        "/ky/library/",
        "/ky/library/?page=2",
        "/ky/library/?page=2",
        *["/ky/library/"] * 3,
    ]
    assert addresses_of(rf.get("/ky/library/?page=2")).alternates == {
        language: f"/{language}/library/?page=2" for language in ("ky", "ru", "en")
    }
    assert addresses_of(rf.get("/terms/kind")) == PageAddresses("/terms/kind")


@pytest.mark.parametrize(
    "path", ["/en/institutions/nobody/", "/en/nothing/", "/en/library/nothing/", "/en/styleguide/"]
)
def test_errors_and_what_no_room_lists_are_not_for_search_engines(path: str) -> None:
    page = Client().get(path).content.decode()
    assert page.count('<meta name="robots" content="noindex">') == 1
    assert 'rel="canonical"' not in page
    assert "og:title" not in page
