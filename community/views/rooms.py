"""Chat rooms: the list, one room, sending a message, taking it back, leaving."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.messages import delete_message, send_message
from community.actions.reading import mark_read
from community.actions.rooms import leave_room
from community.forms import MessageForm
from community.models import Message, Room
from community.queries.rooms import rooms_visible_to
from community.showing.rooms import room_context, room_rows, shown_message
from core.errors import Invalid
from core.registry import ideas_for
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill


@require_safe
@login_required
def rooms(request: HttpRequest) -> HttpResponse:
    seats = room_rows(request.user)
    idea = None if seats else next(iter(ideas_for(request.user)), None)
    return render(request, "community/rooms.html", {"seats": seats, "idea": idea})


@require_safe
@keeps_entry
def room(request: HttpRequest, code: str) -> HttpResponse:
    found = _room(request, code)
    form = MessageForm()
    refill(form, request)
    return _show(request, found, form)


@keeps_entry
@post_only("community:room", "code")
def say(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a page without script. The number that the page carries makes a second click harmless."""
    found = _room(request, code)
    form = MessageForm(request.POST)
    words = {name: request.POST.get(name, "") for name in ("text", "language", "client_id")}
    try:
        send_message(room=found, by=request.user, **words)
    except Invalid as error:
        form.is_valid()
        form.errors.clear()
        blame(form, error)
        return _show(request, found, form)
    return redirect(_back(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once; a message that is gone already leads back to its room."""
    mine = Message.objects.filter(author=request.user, room__in=rooms_visible_to(request.user))
    message = get_object_or_404(mine.select_related("room"), code=code)
    if request.method == "POST":
        delete_message(message=message, by=request.user)
    if message.deleted_at:
        return redirect(reverse("community:room", args=[message.room.code]))
    shown = {**shown_message(message, request.user, {}, frozenset()), "menu": []}
    return render(request, "community/take_back.html", {"message": shown, "room": message.room})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest, code: str) -> HttpResponse:
    found = _room(request, code)
    if request.method == "POST":
        leave_room(room=found, user=request.user, by=request.user)
        return redirect("community:rooms")
    return render(request, "community/leave.html", {"room": found})


def _room(request: HttpRequest, code: str) -> Room:
    return get_object_or_404(rooms_visible_to(request.user), code=code)


def _show(request: HttpRequest, found: Room, form: MessageForm) -> HttpResponse:
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 16):  # noqa: PLR2004 - fits a bigint
        raise Http404
    context: dict[str, Any] = room_context(found, request.user, before=int(before) if before else None)
    if not before:
        mark_read(room=found, by=request.user, seq=context["head_seq"])
    return render(request, "community/room_page.html", {**context, "form": form}, status=400 if form.errors else 200)


def _back(request: HttpRequest, found: Room) -> str:
    wanted = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return (wanted if safe else reverse("community:room", args=[found.code])) + "#write"
