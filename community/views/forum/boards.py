"""The forum, its boards, and opening a topic."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.forum.boards import add_person, remove_person
from community.actions.forum.drafts import keep_draft, keep_unsent
from community.actions.forum.posting import open_topic
from community.actions.forum.reading import follow_board
from community.forms.forum import PersonForm, TopicForm, last_language
from community.models import Audience, Board, PostDraft
from community.policy import ROWS_A_PAGE
from community.queries.forum.board_people import follows_board, nameable, people_of_board
from community.queries.forum.boards_and_topics import topics_of
from community.queries.forum.visible import is_newcomer
from community.showing.forum.boards_and_topics import board_rows, topic_rows
from community.views.forum.lookup import find_board, public
from core.errors import Invalid, KoepueroeError, Refused
from core.permissions import require, why_not
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill


@require_safe
def forum(request: HttpRequest) -> HttpResponse:
    rows = board_rows(request.user)
    context = {
        "rows": [row for row in rows if row.board.room_id is None],
        "own": [row for row in rows if row.board.room_id is not None],
    }
    return render(request, "forum/forum.html", context)


@require_safe
@public
def board(request: HttpRequest, code: str) -> HttpResponse:
    found = find_board(request, code)
    page = page_of(request, topics_of(found, request.user), ROWS_A_PAGE)
    signed_in = request.user.is_authenticated
    context = {
        "board": found,
        "feed": reverse("community:board_feed", args=[found.code]) if found.audience == Audience.PUBLIC else "",
        "page": page,
        "rows": topic_rows(list(page), request.user),
        "follows": signed_in and follows_board(request.user, found),
        "refusal": why_not(request.user, "community.open_topic", found) if signed_in else None,
        **_people(found),
    }
    return render(request, "forum/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def let_in(request: HttpRequest, code: str) -> HttpResponse:
    """Its people let others in, by their address."""
    found = _group(request, code)
    require(request.user, "community.let_in", found)
    form = PersonForm(request.POST or None)
    refill(form, request)
    if form.is_valid():
        try:
            add_person(board=found, by=request.user, **form.cleaned_data)
        except (Invalid, Refused) as error:
            blame(form, error)
        else:
            messages.success(request, _("Let in. They find the board in the forum."))
            return redirect("community:board", found.code)
    return render(request, "forum/let_in.html", {"board": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave_board(request: HttpRequest, code: str) -> HttpResponse:
    found = _group(request, code)
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Leave this board?"),
            about=found.name,
            text=_("You no longer read or write here. What you wrote stays. Those who stay can let you in again."),
            action=_("Leave"),
            back=reverse("community:board", args=[found.code]),
        )
    remove_person(board=found, by=request.user, person=request.user)
    messages.success(request, _("You have left the board."))
    return redirect("community:forum")


def _is_group(found: Board) -> bool:
    """With a list of people of its own: those of a room are the room's."""
    return found.audience == Audience.GROUP and found.room_id is None


def _group(request: HttpRequest, code: str) -> Board:
    found = find_board(request, code)
    if not _is_group(found):
        raise Http404
    return found


def _people(found: Board) -> dict[str, Any]:
    """Of a board of a group: who reads it, for those who do."""
    group = _is_group(found)
    return {"group": group, "people": list(people_of_board(found).order_by("name", "pk")) if group else []}


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def new_topic(request: HttpRequest, code: str) -> HttpResponse:
    found = find_board(request, code)
    require(request.user, "community.open_topic", found)
    draft = PostDraft.objects.filter(user=request.user, board=found).first()
    if request.method == "POST" and "keep" in request.POST:
        return _keep(request, found)
    form = _form(request, draft)
    if form.is_valid():
        done = _open(request, found, form)
        if done is not None:
            return done
    context = {
        "form": form,
        "board": found,
        "names": list(nameable(found).values()),
        "newcomer": is_newcomer(request.user),
        "has_draft": draft is not None,
    }
    return render(request, "forum/new_topic.html", context)


@login_required
@post_only("community:board", "code")
def board_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Kept by the script while one types."""
    keep_draft(
        place=find_board(request, code),
        by=request.user,
        client_id=request.POST.get("client_id", ""),
        **draft_fields(request),
    )
    return HttpResponse(status=204)


@login_required
@post_only("community:board", "code")
def board_follow(request: HttpRequest, code: str) -> HttpResponse:
    found = find_board(request, code)
    follow_board(board=found, by=request.user, follows=request.POST.get("follow") == "yes")
    return redirect("community:board", found.code)


def draft_fields(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("source", "title", "language")}


def _keep(request: HttpRequest, found: Board) -> HttpResponse:
    keep_draft(place=found, by=request.user, **draft_fields(request))
    messages.success(request, _("Kept as a draft. Only you see it."))
    return redirect("community:new_topic", found.code)


def _form(request: HttpRequest, draft: PostDraft | None) -> TopicForm:
    language = (draft.language if draft else "") or last_language(request.user)
    initial: dict[str, Any] = {"client_id": uuid4().hex, "language": language}
    if draft is not None:
        initial |= {"title": draft.title, "source": draft.source}
    form = TopicForm(request.POST or None, initial=initial, languages=[language])
    refill(form, request)
    return form


def _open(request: HttpRequest, found: Board, form: TopicForm) -> HttpResponse | None:
    words = {name: form.cleaned_data[name] for name in ("title", "source", "language", "client_id")}
    try:
        topic = open_topic(board=found, by=request.user, **words)
    except Invalid as error:
        blame(form, error)
        return None
    except KoepueroeError:
        keep_unsent(place=found, by=request.user, **draft_fields(request))
        raise
    if topic.head_seq == 0:
        messages.success(request, _("Your first post waits for a look by a moderator. We will tell you."))
    return redirect("community:topic", topic.code)
