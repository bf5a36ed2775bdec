"""The boards on the desk: their names in three languages, who reads them, who is on them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.queries.offices import is_moderator
from community.actions.forum import boards as verbs
from community.forms.forum import BoardForm, PersonForm
from community.models import Audience, Board
from community.queries.forum.board_people import people_of_board
from core.errors import Invalid, Refused
from core.locales import LABELLED
from core.permissions import why_not
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill


def _rows(request: HttpRequest) -> Any:
    """Their names and readers are edited here; what is written on those of a group is not shown for that."""
    return (
        Board.objects.filter(room=None).order_by("order", "pk") if is_moderator(request.user) else Board.objects.none()
    )


@require_safe
@login_required
def boards(request: HttpRequest) -> HttpResponse:
    if not is_moderator(request.user):
        raise Http404
    return render(request, "forum/boards.html", {"boards": list(_rows(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def new_board(request: HttpRequest) -> HttpResponse:
    if not is_moderator(request.user):
        raise Http404
    form = BoardForm(request.POST or None)
    refill(form, request)
    if form.is_valid():
        try:
            made = verbs.make_board(by=request.user, **form.facts())
        except Invalid as error:
            blame(form, error)
        else:
            return redirect("community:edit_board", made.code)
    return render(request, "forum/edit_board.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def edit_board(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_rows(request), code=code)
    form = BoardForm(request.POST or None, initial=_known(found))
    refill(form, request)
    if form.is_valid():
        try:
            verbs.edit_board(board=found, by=request.user, **form.facts())
        except Invalid as error:
            found.refresh_from_db()
            blame(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("community:boards")
    return render(request, "forum/edit_board.html", _context(request, found, form, PersonForm()))


@keeps_entry
@post_only("community:edit_board", "code")
def board_person(request: HttpRequest, code: str) -> HttpResponse:
    """Add somebody by their address."""
    found = get_object_or_404(_rows(request), code=code)
    person = PersonForm(request.POST)
    if person.is_valid():
        try:
            verbs.add_person(board=found, by=request.user, **person.cleaned_data)
        except (Invalid, Refused) as error:
            blame(person, error)
        else:
            return redirect("community:edit_board", found.code)
    return render(request, "forum/edit_board.html", _context(request, found, BoardForm(initial=_known(found)), person))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove_person(request: HttpRequest, code: str, person: str) -> HttpResponse:
    found = get_object_or_404(_rows(request), code=code)
    user = get_object_or_404(User, code=person, boards__board=found)
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Remove this person from the board?"),
            about=str(user),
            text=_("They will neither read nor write there any more. What they wrote stays."),
            action=_("Remove"),
            back=reverse("community:edit_board", args=[found.code]),
        )
    verbs.remove_person(board=found, by=request.user, person=user)
    return redirect("community:edit_board", found.code)


@login_required
@post_only("community:edit_board", "code")
def close_board(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_rows(request), code=code)
    verbs.close_board(board=found, by=request.user, closed=request.POST.get("close") == "yes")
    return redirect("community:edit_board", found.code)


def _context(request: HttpRequest, found: Board, form: BoardForm, person: PersonForm) -> dict[str, Any]:
    group = found.audience == Audience.GROUP
    return {
        "form": form,
        "board": found,
        "group": group,
        "people": list(people_of_board(found).order_by("name", "pk")) if group else [],
        "person_form": person,
        "refusal": why_not(request.user, "community.let_in", found) if group else None,
    }


def _known(found: Board) -> dict[str, Any]:
    names = [f"{part}_{language}" for part in ("name", "about") for language in LABELLED]
    return {name: getattr(found, name) for name in (*names, "audience", "order")}
