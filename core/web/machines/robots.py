"""robots.txt, and the icons that browsers and phones look for at the root of a site, whatever its pages say."""

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.web.machines.addresses import whole

A_DAY: Final = 86_400
FOLDER: Final = Path(__file__).resolve().parents[3] / "static" / "img"
ICONS: Final = {
    "favicon.ico": "image/x-icon",
    "apple-touch-icon.png": "image/png",
    "apple-touch-icon-precomposed.png": "image/png",
}
# What is no page. All else may be fetched: a page that is not for search engines says so itself, which it could not
# where nobody fetches it. Of lists one choice at a time: their combinations have no end.
CLOSED: Final = ("/admin/", "/ws/", "/kept/", "/theme/", "/*/search/suggest/", "/*?*&")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def robots(_request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {whole('/sitemap.xml')}"]
    if settings.DEMO:
        lines.insert(0, "# A demo: its schools, people and practices are invented.")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def icon(_request: HttpRequest, name: str) -> HttpResponse:
    if name not in ICONS:
        raise Http404
    return HttpResponse(_drawn(name.replace("-precomposed", "")), content_type=ICONS[name])


@cache
def _drawn(name: str) -> bytes:
    """Some kilobytes: kept by each process."""
    return (FOLDER / name).read_bytes()
