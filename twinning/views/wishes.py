"""Wishes of the person's institutions: the list, one of them, and what is done with it as a whole."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Invalid
from core.permissions import allowed, require, why_not
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.language_fields import begins_in
from twinning.actions import wishes as verbs
from twinning.forms.wish_steps import TITLES
from twinning.models import Institution, SchoolClass, Wish
from twinning.queries.classes import own_classes
from twinning.queries.people import own_institutions, waits_at
from twinning.queries.proposals import is_full
from twinning.queries.suggestions import fitting
from twinning.queries.visibility import wishes_visible_to
from twinning.queries.wishes import missing_steps, own_wishes
from twinning.showing.wish_writers import who_writes_wishes

form_page = require_http_methods(["GET", "HEAD", "POST"])


def own_wish(request: HttpRequest, code: str) -> Wish:
    """A wish of the person's own institution; to all others there is none."""
    rows = wishes_visible_to(request.user).select_related("institution", "school_class")
    wish = get_object_or_404(rows, code=code)
    if wish.institution not in own_institutions(request.user):
        raise Http404
    return wish


@require_safe
@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    """Who fits the wish that was changed last; the list of wishes while none is open."""
    found = next((wish for wish in own_wishes(request.user) if wish.state == Wish.State.OPEN), None)
    if found is not None and shows_matches(request, found):
        return redirect("twinning:suggestions", found.code)
    return all_wishes(request)


@require_safe
@login_required
def all_wishes(request: HttpRequest) -> HttpResponse:
    schools = own_institutions(request.user)
    rows = list(own_wishes(request.user))
    foremost = next((wish for wish in rows if wish.state == Wish.State.OPEN), None)
    prepares = [school for school in schools if allowed(request.user, "twinning.prepare_wish", school)]
    context = {
        "wishes": rows,
        "foremost": foremost,
        "none_open": foremost is None,
        "schools": schools,
        "prepares": prepares,
        "others": who_writes_wishes(request.user, schools[0]) if schools and not prepares else None,
        "asked": waits_at(request.user),
    }
    return render(request, "twinning/wishes.html", context)


@login_required
@post_only("twinning:all_wishes")
def new_wish(request: HttpRequest) -> HttpResponse:
    """Begin a wish for the institution chosen, the only one where there is one."""
    schools = own_institutions(request.user)
    code = request.POST.get("institution", "")
    school = next((s for s in schools if s.code == code or len(schools) == 1), None)
    if school is None:
        raise Http404
    group = own_classes(request.user).filter(institution=school, code=request.POST.get("class", "")).first()
    return redirect(begin_wish(request, school, group))


def begin_wish(request: HttpRequest, school: Institution, group: SchoolClass | None) -> str:
    """Begin a wish; the address of its first step, where the class is chosen already. Raise Conflict over too many."""
    language = begins_in(Wish.objects.filter(by=request.user.pk))
    wish = verbs.create_wish(institution=school, by=request.user, language=language)
    chosen = f"?{urlencode({'class': group.code})}" if group else ""
    return reverse("twinning:wish_step", args=[wish.code, 1]) + chosen


def shows_matches(request: HttpRequest, wish: Wish) -> bool:
    """Whether the list of who would fit opens: a draft has one as soon as it has a class."""
    return wish.school_class_id is not None and allowed(request.user, "twinning.see_suggestions", wish)


@require_safe
@login_required
def wish(request: HttpRequest, code: str) -> HttpResponse:
    """The whole wish on one page, with what is still missing and the button that opens it."""
    found = own_wish(request, code)
    points = list(found.points.select_related("term").order_by("criterion", "pk"))
    context: dict[str, Any] = {
        "wish": found,
        "points": points,
        "missing": missing_steps(found),
        "refused": why_not(request.user, "twinning.open_wish", found),
        "full": is_full(found),
        "fitting": fitting(found) if found.school_class_id else None,
        "fits": shows_matches(request, found),
        "titles": TITLES.items(),
    }
    return render(request, "twinning/wish.html", context)


@login_required
@post_only("twinning:wish", "code")
def open_wish(request: HttpRequest, code: str) -> HttpResponse:
    found = own_wish(request, code)
    try:
        verbs.open_wish(wish=found, by=request.user)
    except Invalid as fault:
        messages.error(request, str(fault.text))
        return redirect("twinning:wish_step", found.code, int(fault.field.removeprefix("step") or 1))
    return redirect("twinning:suggestions", found.code)


@form_page
@login_required
def close_wish(request: HttpRequest, code: str) -> HttpResponse:
    found = own_wish(request, code)
    if request.method != "POST":
        require(request.user, "twinning.prepare_wish", found)
        return ask_first(
            request,
            title=_("Close this wish?"),
            about=found.title,
            language=found.language,
            text=_("Nobody is shown it any more, and it cannot be opened again."),
            action=_("Close the wish"),
            back=reverse("twinning:wish", args=[found.code]),
        )
    verbs.close_wish(wish=found, by=request.user)
    messages.success(request, _("The wish is closed. Nobody is shown it any more."))
    return redirect("twinning:all_wishes")


@form_page
@login_required
def delete_draft(request: HttpRequest, code: str) -> HttpResponse:
    found = own_wish(request, code)
    if request.method != "POST":
        require(request.user, "twinning.prepare_wish", found)
        return ask_first(
            request,
            title=_("Delete this draft?"),
            about=found.title,
            language=found.language,
            text=_("What you wrote in its steps goes for ever."),
            action=_("Delete the draft"),
            back=reverse("twinning:wish", args=[found.code]),
        )
    verbs.delete_draft(wish=found, by=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("twinning:all_wishes")
