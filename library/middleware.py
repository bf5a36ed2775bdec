"""Answers 400 to malformed ids in the query strings of Wagtail's admin, which would raise a 500 there."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware
from wagtail.models import Page

from accounts.middleware.view_middleware import beside_view
from core.web.error_pages import bad_request
from core.web.forms import LONGEST_NUMBER

EVERY: Final = "all"  # of a bulk action
PAGES: Final = "wagtailadmin_choose_page_chosen_multiple"


@sync_and_async_middleware
def numbers_alone(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    return beside_view(get_response, refuse_nonsense)


def refuse_nonsense(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
    """400 for ids that no table has, wherever the admin reads several of them; and for the root among chosen pages,
    which has no parent to be shown under.
    """
    ids = request.GET.getlist("id") if request.path.startswith("/admin/") else []
    if not ids:
        return None
    pages = request.resolver_match is not None and request.resolver_match.view_name == PAGES
    known = all(_is_id(one) for one in ids) and not (pages and EVERY in ids)
    if not known or (pages and Page.objects.filter(pk__in=ids, depth=1).exists()):
        return bad_request(request)
    return None


def _is_id(text: str) -> bool:
    return text == EVERY or (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER)
