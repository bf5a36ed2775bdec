"""Pages of saved searches: the list, changing one, removing one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.query_params import values_by_name
from core.web.saved_forms import keeps_entry, refill
from search.actions.saved_searches import change_saved, remove_saved, save_search
from search.forms import SavedSearchForm
from search.models import SavedSearch
from search.queries.saved_searches import saved_visible_to
from search.queries.search_filters import facet_names
from search.showing.saved_searches import shown_saved


@require_safe
@login_required
def saved_searches(request: HttpRequest) -> HttpResponse:
    rows = shown_saved(list(saved_visible_to(request.user).order_by("-pk")))
    return render(request, "search/saved.html", {"rows": rows})


@login_required
@post_only("search:saved")
def save(request: HttpRequest) -> HttpResponse:
    try:
        values = values_by_name(request.POST, facet_names())
        saved = save_search(by=request.user, question=request.POST.get("q", ""), facets=values)
    except (Invalid, Conflict) as error:
        messages.error(request, str(error.text))
        return redirect("search:saved")
    messages.success(request, _("Saved. You get a notice when something new fits."))
    return redirect(f"{reverse('search:search')}?{urlencode(saved.pairs)}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@keeps_entry
def change(request: HttpRequest, code: str) -> HttpResponse:
    saved = _find(request, code)
    initial = {"title": saved.title, "tell": saved.tell}
    form = SavedSearchForm(request.POST if request.method == "POST" else None, initial=initial)
    refill(form, request)
    if form.is_valid():
        try:
            change_saved(saved=saved, by=request.user, **form.cleaned_data)
        except Invalid as error:
            blame(form, error)
        else:
            return redirect("search:saved")
    return render(request, "search/change_saved.html", {"form": form, "saved": saved})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, code: str) -> HttpResponse:
    saved = _find(request, code)
    if request.method == "POST":
        remove_saved(saved=saved, by=request.user)
        messages.success(request, _("Removed."))
        return redirect("search:saved")
    return ask_first(
        request,
        title=_("Remove this search?"),
        text=_("Its notices end. What it found stays where it is."),
        action=_("Remove the search"),
        back=reverse("search:saved"),
        about=saved.title,
    )


def _find(request: HttpRequest, code: str) -> SavedSearch:
    rows: Any = saved_visible_to(request.user)
    found: SavedSearch = get_object_or_404(rows, code=code)
    return found
