"""Today: what waits for a person, one list for every role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from accounts.queries.offices import is_officer, may_write
from core.registry import today_for


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    newcomer = not may_write(request.user) and not is_officer(request.user)
    context = {
        "items": today_for(request.user),
        "newcomer": newcomer,
        "find_school": _find_school() if newcomer else "",
    }
    return render(request, "accounts/home.html", context)


def _find_school() -> str:
    """A page of a higher room: known by its name only, and only where that room is installed."""
    try:
        return reverse("twinning:find_school")
    except NoReverseMatch:
        return ""
