"""Addresses that take POST alone: a GET is redirected to the page with the form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponseBase]


def post_only(page: str, *given: str, **fixed: Any) -> Callable[[View], View]:
    """`page` holds the form: the name of its address, which takes those arguments of this one that `given` names.

    A GET is led there. Every other method is refused (core.web.middleware.errors makes a page of that).
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                led: HttpResponseBase = redirect(page, **{name: kwargs[name] for name in given}, **fixed)
                return led
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            return view(request, *args, **kwargs)

        guarded.page_of_form = page  # type: ignore[attr-defined]  # told to those who walk over all addresses
        return guarded

    return decorated
