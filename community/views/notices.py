"""Notices: everything that was told, newest first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from community.actions.reading import mark_notices_read
from community.models import Notice, NoticeBox
from community.queries.notices import address_in, notices_of, sentence
from community.queries.showing import when

A_PAGE = 30


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    read = NoticeBox.objects.filter(user=request.user).values_list("read_seq", flat=True).first() or 0
    page = Paginator(notices_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(notice, read) for notice in page]
    return render(request, "community/notices.html", {"page": page, "rows": rows, "new": any(r["new"] for r in rows)})


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    mark_notices_read(by=request.user)
    return redirect("community:notices")


def _row(notice: Notice, read: int) -> dict[str, Any]:
    return {
        "text": sentence(notice),
        "url": address_in(notice.url, get_language() or "ky") if notice.url else "",
        "time": when(notice.created_at),
        "iso": notice.created_at.isoformat(),
        "new": notice.seq > read,
    }
