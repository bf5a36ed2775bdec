"""Lists of several pages: the one that `?page=` asks for."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, rows: Any, size: int, *, total: int | None = None) -> Page[Any]:
    """The page of a list that `?page=` asks for. Nonsense is 404, never 500. `total` where it is known already."""
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - a longer number is no page
        raise Http404
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    try:
        return paginator.page(int(text))
    except InvalidPage as error:
        raise Http404 from error
