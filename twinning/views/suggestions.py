"""Who fits, why, and what holds us back."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import Conflict, Invalid
from core.permissions import allowed, require, why_not
from core.text import clean
from core.web.form_addresses import post_only
from twinning.actions.matches import bring_back, log_shown, relax, set_aside
from twinning.models import Wish
from twinning.queries.visibility import wishes_visible_to
from twinning.showing.partner_head import partner_head
from twinning.showing.suggestions import board_of
from twinning.texts.wish_obstacles import not_open
from twinning.views.wishes import own_wish

ASIDE: Final = "aside"


@require_safe
@login_required
def suggestions(request: HttpRequest, code: str) -> HttpResponse:
    """Who fits; under `?tab=aside` what was set aside."""
    wish = own_wish(request, code)
    require(request.user, "twinning.see_suggestions", wish)
    if wish.school_class_id is None:
        return redirect("twinning:wish_step", wish.code, 1)
    may_propose = wish.state == "open" and allowed(request.user, "twinning.decide_match", wish)
    aside = request.GET.get("tab") == ASIDE
    may_change = allowed(request.user, "twinning.prepare_wish", wish)
    board = board_of(wish, may_propose=may_propose, may_change=may_change, query=request.GET, aside=aside)
    if wish.state == "open" and board.ready and not aside:
        log_shown(wish=wish, by=request.user, found=board.found)
    counts = (len(board.found.ranked), len(board.found.aside))
    context = {
        "wish": wish,
        "board": board,
        "may_change": may_change,
        "page": board.page,
        "facets": board.filters.facets,
        "aside": aside,
        "head": partner_head(request.user, wish=wish, tab=ASIDE if aside else "fit", counts=counts),
        **_why_nobody_can_be_written_to(request, wish),
    }
    return render(request, "twinning/suggestions.html", context)


def _why_nobody_can_be_written_to(request: HttpRequest, wish: Wish) -> dict[str, Any]:
    """`closed`: the wish meets nobody now; `refused`: why this person may not open it, or not send from it."""
    closed = not_open(wish)
    name = "twinning.send_proposal" if closed is None else "twinning.open_wish"
    return {"closed": closed, "refused": why_not(request.user, name, wish)}


@login_required
@post_only("twinning:suggestions", "code")
def not_now(request: HttpRequest, code: str) -> HttpResponse:
    wish = own_wish(request, code)
    _moved(request, wish, set_aside, _("Set aside. It waits under “Not now”."))
    return redirect("twinning:suggestions", wish.code)


@login_required
@post_only("twinning:suggestions", "code")
def back(request: HttpRequest, code: str) -> HttpResponse:
    wish = own_wish(request, code)
    _moved(request, wish, bring_back, _("It stands in the list again."))
    return redirect(f"{reverse('twinning:suggestions', args=[wish.code])}?tab={ASIDE}")


def _moved(request: HttpRequest, wish: Wish, verb: Callable[..., None], said: str) -> None:
    try:
        verb(wish=wish, other=_other(request), by=request.user)
        messages.success(request, said)
    except Conflict as fault:
        messages.warning(request, str(fault.text))


def _other(request: HttpRequest) -> Wish:
    return get_object_or_404(wishes_visible_to(request.user), code=clean(request.POST.get("other", "")))


@login_required
@post_only("twinning:suggestions", "code")
def relax_wish(request: HttpRequest, code: str) -> HttpResponse:
    wish = own_wish(request, code)
    try:
        relax(wish=wish, by=request.user, change=clean(request.POST.get("change", "")[:300]))
        messages.success(request, _("The wish is changed. The list is longer now."))
    except (Conflict, Invalid) as fault:
        messages.warning(request, str(fault.text))
    return redirect("twinning:suggestions", wish.code)
