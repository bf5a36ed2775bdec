"""The timeline of a practice for its authors; taking down and restoring for moderators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.permissions import allowed, require
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill
from library.actions.taking_down import restore, take_down
from library.forms.review import RestoreForm, TakeDownForm
from library.models import Practice
from library.policy import REVIEWS_A_PAGE
from library.queries.practices import newest_words, practices_near_to
from library.queries.review_rounds import last_verdict
from library.showing.timeline import timeline_of
from library.views.review_queue import check_desk


@require_safe
@login_required
def timeline(request: HttpRequest, code: str) -> HttpResponse:
    """The page to which notices and mails lead."""
    practice = get_object_or_404(practices_near_to(request.user).select_related("locale", "institution"), code=code)
    require(request.user, "library.see_timeline", practice)
    context = {
        "practice": newest_words(practice),
        "moments": timeline_of(practice),
        "returned": last_verdict(practice) if practice.state == Practice.State.RETURNED else None,
        "may_edit": allowed(request.user, "library.edit", practice),
        "may_recall": practice.state == Practice.State.SUBMITTED and allowed(request.user, "library.recall", practice),
    }
    return render(request, "library/timeline_page.html", context)


@require_safe
@login_required
def taken_down(request: HttpRequest) -> HttpResponse:
    check_desk(request)
    rows = practices_near_to(request.user).filter(state=Practice.State.TAKEN_DOWN).select_related("locale")
    page = page_of(request, rows.order_by("-changed_at", "-pk"), REVIEWS_A_PAGE)
    return render(request, "desk/practices_down.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def down(request: HttpRequest, code: str) -> HttpResponse:
    """Take it down; where it is down already, show it again."""
    practice = get_object_or_404(practices_near_to(request.user) | Practice.objects.filter(live=True), code=code)
    hidden = practice.state == Practice.State.TAKEN_DOWN
    require(request.user, "library.restore" if hidden else "library.take_down", practice)
    kind: Any = RestoreForm if hidden else TakeDownForm
    form = kind(request.POST or None)
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, practice, hidden, form.cleaned_data)
        except (Invalid, Conflict) as fault:
            blame(form, fault)
    context = {"practice": practice, "form": form, "hidden": hidden, "moments": timeline_of(practice)}
    return render(request, "desk/practice_down.html", context, status=400 if form.errors else 200)


def _done(request: HttpRequest, practice: Practice, hidden: bool, said: dict[str, str]) -> HttpResponse:
    if hidden:
        restore(practice=practice, by=request.user, **said)
        messages.success(request, _("It is shown again. The authors are told."))
    else:
        take_down(practice=practice, by=request.user, language=request.LANGUAGE_CODE, **said)
        messages.success(request, _("It is taken down. The authors are told."))
    return redirect("library:taken_down")
