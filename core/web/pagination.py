"""Lists of several pages: the one that `?page=` asks for."""

from typing import Any, Final

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest

_LONGEST: Final = 9  # digits of a page's number


def page_of(request: HttpRequest, rows: Any, size: int, *, total: int | None = None) -> Page[Any]:
    """The page of a list that `?page=` asks for. Nonsense is 404, never 500. `total` where it is known already."""
    number = _number(request)
    if len(number) > _LONGEST:
        raise Http404
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    try:
        return paginator.page(int(number))
    except InvalidPage as error:
        raise Http404 from error


def page_or_last(request: HttpRequest, rows: Any, size: int) -> tuple[Page[Any], bool]:
    """As `page_of`, for lists that grow and shrink: (the page, whether it is the last one instead of one beyond)."""
    number = _number(request).lstrip("0")
    if not number:
        raise Http404
    paginator = Paginator(rows, size)
    beyond = len(number) > _LONGEST or int(number) > paginator.num_pages
    return paginator.page(paginator.num_pages if beyond else int(number)), beyond


def _number(request: HttpRequest) -> str:
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdigit():
        raise Http404
    return text
