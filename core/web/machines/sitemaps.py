"""The sitemap: an index, and of each listing as many files as it needs. Each costs the rows of one file, never all."""

from typing import Any, Final

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as of_django
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.registry import ListedPage, Listing, listings, places
from core.web.machines.addresses import in_all_languages, whole
from core.web.machines.pace import count_reading

ROWS_A_FILE: Final = 1000
AN_HOUR: Final = 3600


class ListedSitemap(Sitemap[Any]):
    """Django's own would fetch every row of a listing to give it its languages."""

    limit = ROWS_A_FILE

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.listing = listing

    def items(self) -> Any:
        return self.listing.rows()

    def get_latest_lastmod(self) -> None:
        """Django would read every row. Each address says it of itself."""
        return

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:  # noqa: ARG002 - Django's signature
        rows = list(self.paginator.page(page).object_list)
        return [said for one in self.listing.pages(rows) for said in _said(one)]


PLACES: Final = Listing(
    name="places",
    views=(),
    rows=places,
    pages=lambda names: [ListedPage(in_all_languages(reverse(name))) for name in names],
)


def _said(one: ListedPage) -> list[dict[str, Any]]:
    """Each language of a page names all of them, itself too."""
    languages = [{"lang_code": code, "location": whole(path)} for code, path in one.addresses.items() if code]
    return [
        {"location": whole(path), "lastmod": one.changed, "alternates": languages, "changefreq": None, "priority": ""}
        for path in one.addresses.values()
    ]


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def section(request: HttpRequest, section: str) -> HttpResponse:
    count_reading(request)
    found: HttpResponse = of_django.sitemap(request, sitemaps=_sitemaps(), section=section).render()
    return found


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def index(request: HttpRequest) -> HttpResponse:
    """As Django's, with the addresses of the site in place of the host that was asked."""
    count_reading(request)
    files = [
        of_django.SitemapIndexItem(whole(f"{reverse('core:sitemap_section', args=[name])}{_number(page)}"))
        for name, sitemap in _sitemaps().items()
        for page in sitemap.paginator.page_range
    ]
    answer = render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _sitemaps() -> dict[str, Any]:
    return {listing.name: ListedSitemap(listing) for listing in (PLACES, *listings())}


def _number(page: int) -> str:
    return f"?p={page}" if page > 1 else ""
