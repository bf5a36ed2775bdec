"""The form that a request has sent, and with which drafts the page that answers it begins."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from core.web.saved_forms.addresses import page_of
from core.web.saved_forms.form_data import FormData, read_form


def submitted(request: HttpRequest, post: QueryDict | None = None) -> FormData:
    """By whatever door it came: what its page saves while somebody types is the same form as what it sends."""
    page = page_of(request)
    saved = request.path == reverse("core:keep")
    return read_form(request.POST if post is None else post, page=page, sent_to=page if saved else request.path)


def begin_with(request: HttpRequest, mark: str, number: int) -> None:
    """The page begins with these words: when it is sent, they were in it (core.web.saved_forms.drafts, base.html)."""
    if mark:
        begun = f"{getattr(request, 'kept_from', '')} {mark}:{number}"
        request.kept_from = begun.strip()  # type: ignore[attr-defined]
