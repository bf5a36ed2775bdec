"""The review queue of practices, and claiming and releasing a review."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.web.form_addresses import post_only
from core.web.pagination import page_of
from library.actions.claiming import claim_review, release_review
from library.actions.review_conflicts import Closed, Taken
from library.models import PracticeReview
from library.policy import REVIEWS_A_PAGE
from library.queries import review_queue as queue
from library.queries.conflicts_of_interest import judges
from library.showing.review_queue import row_of

FILTERS = {
    "all": gettext_lazy("All"),
    "mine": gettext_lazy("Mine"),
    "free": gettext_lazy("Free"),
    "overdue": gettext_lazy("Overdue"),
}


def check_desk(request: HttpRequest) -> None:
    """Raise 404 for people who judge no practices."""
    if not judges(request.user):
        raise Http404


def visible_review(request: HttpRequest, code: str) -> PracticeReview:
    rows = queue.reviews_visible_to(request.user).select_related(
        "practice__locale", "practice__institution", "moderator", "reason", "asked_by"
    )
    return get_object_or_404(rows, code=code)


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    check_desk(request)
    show = request.GET.get("show", "all")
    if show not in FILTERS:
        raise Http404
    counted = queue.numbers(request.user)
    totals = {"all": counted.waiting, "mine": counted.mine, "overdue": counted.overdue}
    total = totals.get(show, counted.waiting - counted.held)
    page = page_of(request, queue.queue(request.user, show), REVIEWS_A_PAGE, total=total)
    context = {
        "page": page,
        "rows": [row_of(review, request.user) for review in page.object_list],
        "numbers": counted,
        "filters": [(code, label, code == show) for code, label in FILTERS.items()],
    }
    return render(request, "desk/practices.html", context)


@login_required
@post_only("library:review", "code")
def claim(request: HttpRequest, code: str) -> HttpResponse:
    review = visible_review(request, code)
    try:
        claim_review(review=review, by=request.user)
    except (Taken, Closed) as clash:
        return clashed(request, review, clash)
    return redirect("library:review", review.code)


@login_required
@post_only("library:review", "code")
def release(request: HttpRequest, code: str) -> HttpResponse:
    review = visible_review(request, code)
    try:
        release_review(review=review, by=request.user)
    except (Taken, Closed) as clash:
        return clashed(request, review, clash)
    messages.success(request, _("It is free again for every moderator."))
    return redirect("library:desk")


def clashed(request: HttpRequest, review: PracticeReview, clash: Taken | Closed, **more: Any) -> HttpResponse:
    """409: the form as it was sent, beside what another moderator has done meanwhile."""
    review.refresh_from_db()
    context = {"review": review, "clash": clash, "until": getattr(clash, "until", None), **more}
    return render(request, "desk/practice_clash.html", context, status=409)
