"""The page of one's notices, newest first, and marking them as read."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from community.actions.reading import mark_notice_read, mark_notices_read
from community.models import NoticeBox
from community.policy import ROWS_A_PAGE
from community.queries.notices import notices_of
from community.showing.notices import shown_notice
from community.texts.notices import with_people
from core.web.form_addresses import post_only


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    read = NoticeBox.objects.filter(user=request.user).values_list("read_seq", flat=True).first() or 0
    page = Paginator(notices_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [shown_notice(notice, new=notice.seq > read and notice.read_at is None) for notice in with_people(page)]
    return render(request, "community/notices.html", {"page": page, "rows": rows, "new": any(r["new"] for r in rows)})


@login_required
@post_only("community:notices")
def read_all(request: HttpRequest) -> HttpResponse:
    mark_notices_read(by=request.user)
    return redirect("community:notices")


@login_required
@post_only("community:notices")
def read_one(request: HttpRequest, number: int) -> HttpResponse:
    """Back to the list that the button stood in: Today, or the notices."""
    mark_notice_read(notice=get_object_or_404(notices_of(request.user), seq=number), by=request.user)
    return redirect("accounts:home" if request.POST.get("back") == "home" else "community:notices")
