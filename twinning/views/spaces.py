"""Twin spaces: the list, one of them, its people and its end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.forms import MessageForm
from community.queries.forum.visible import boards_visible_to
from community.queries.rooms import member_of, unread_by_room
from community.showing.forum.boards_and_topics import board_news
from community.showing.rooms import room_context
from core.errors import Conflict, Invalid
from core.permissions import allowed, require
from core.terms import label
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import partnerships as verbs
from twinning.actions.space_board import open_space_board
from twinning.forms.spaces import EndForm
from twinning.models import Partnership, Staff
from twinning.queries.partnerships import colleagues_outside, next_milestone, people_of, sides_for, spaces_of
from twinning.showing.partnerships import bank, progress, space_count, space_row
from twinning.showing.plans import hanging, plan_rows


def find_space(request: HttpRequest, code: str) -> Partnership:
    """One that this person may see; to all others there is none."""
    return get_object_or_404(spaces_of(request.user), code=code)


def frame(request: HttpRequest, partnership: Partnership, here: str) -> dict[str, Any]:
    """What stands above each page of a twin space: the bridge and the tabs."""
    sides = sides_for(request.user, partnership)
    plan = list(partnership.plan.all())
    due = next_milestone(plan)
    may_edit = allowed(request.user, "twinning.edit_plan", partnership)
    tabs = [("space", _("Overview")), ("plan", _("Plan")), ("agreement", _("Agreement"))]
    return {
        "partnership": partnership,
        "space": partnership.space,
        "sides": sides,
        "ours": bank(sides[0].party),
        "theirs": bank(sides[1].party),
        "crumbs": [(reverse("twinning:spaces"), _("Twin spaces"))],
        "low": here != "space",
        "hanging": hanging(partnership, due, may_edit=may_edit) if here == "space" else None,
        "plan": plan_rows(partnership, plan, sides, may_edit=may_edit),
        "all_done": due is None,
        "progress": progress(plan),
        "may_edit": may_edit,
        "end_reason": label("end", partnership.end_reason) if partnership.end_reason else "",
        "tabs": [
            {"url": reverse(f"twinning:{name}", args=[partnership.code]), "label": text, "current": name == here}
            for name, text in tabs
        ],
    }


@require_safe
@login_required
def spaces(request: HttpRequest) -> HttpResponse:
    unread = unread_by_room(request.user)
    rows = [
        {**space_row(found, sides_for(request.user, found)), "count": space_count(found, unread)}
        for found in spaces_of(request.user)
    ]
    return render(request, "twinning/spaces.html", {"rows": rows})


@require_safe
@keeps_entry
def space(request: HttpRequest, code: str) -> HttpResponse:
    partnership = find_space(request, code)
    context = frame(request, partnership, "space")
    context |= {
        "members": people_of(partnership),
        "own": {side.party.institution_id for side in context["sides"] if side.ours},
        "outside": colleagues_outside(request.user, partnership) if context["may_edit"] else [],
        "may_end": allowed(request.user, "twinning.end_partnership", partnership),
    }
    room = partnership.space.room
    board = boards_visible_to(request.user).filter(room=room).first()
    context |= {"board": board, "topics": board_news(board, request.user) if board else []}
    if member_of(room, request.user) is not None:
        form = MessageForm()
        refill(form, request, page=reverse("community:room", args=[room.code]))
        context |= {**room_context(room, request.user), "form": form}
    return render(request, "twinning/space.html", context)


@login_required
@post_only("twinning:space", "code")
def open_topic(request: HttpRequest, code: str) -> HttpResponse:
    """To the form of a new topic, on the board that the people of this room read."""
    board = open_space_board(partnership=find_space(request, code), by=request.user)
    return redirect("community:new_topic", board.code)


@login_required
@post_only("twinning:space", "code")
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """Take a colleague, or oneself, into the room."""
    partnership = find_space(request, code)
    require(request.user, "twinning.edit_plan", partnership)
    places = {place.code: place for place in colleagues_outside(request.user, partnership)}
    place: Staff | None = places.get(request.POST.get("place", ""))
    if place is None:
        raise Http404
    verbs.bring_colleague(partnership=partnership, by=request.user, place=place)
    messages.success(request, _("In the room now: %(name)s.") % {"name": place.user})
    return redirect("twinning:space", code)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def end(request: HttpRequest, code: str) -> HttpResponse:
    partnership = find_space(request, code)
    require(request.user, "twinning.end_partnership", partnership)
    form = EndForm(request.POST or None)
    refill(form, request)
    if form.is_bound and form.is_valid():
        try:
            verbs.end_partnership(partnership=partnership, by=request.user, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            blame(form, error)
        else:
            messages.success(request, _("The partnership has ended. Everything stays readable."))
            return redirect("twinning:space", code)
    return render(request, "twinning/space_end.html", {"form": form, "partnership": partnership})
