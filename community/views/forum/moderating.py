"""What moderators do on a topic's page and on the desk."""

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries.offices import is_moderator
from community.actions.forum import hiding, moderating
from community.forms.forum import MergeForm, MoveForm, ReasonForm
from community.models import Post, Topic
from community.policy import HELD_POSTS_A_PAGE
from community.queries.forum.visible import boards_visible_to, held_posts, posts_visible_to, topics_visible_to
from community.showing.forum.boards_and_topics import address_of, shown_title
from community.showing.forum.posts import words
from community.showing.names_and_times import name_of, when
from community.views.forum.lookup import find_post, find_topic
from community.views.forum.posts import where
from core.audit_reading import deeds_of, done_by, ground_for, sentence_of
from core.errors import Conflict, Invalid
from core.language.formats import format_relative
from core.language.own_names import own_name
from core.permissions import Reason, allowed, why_not
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill

CODE = re.compile(r"[a-z]{10}")
DECISIONS = ("community.release_post", "community.refuse_post", "community.hide_post", "community.show_post")


def _topic(request: HttpRequest, code: str) -> Topic:
    found = find_topic(request, code)
    if not allowed(request.user, "community.moderate_topic", found):
        raise Http404
    return found


@login_required
@post_only("community:topic", "code")
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Pin or unpin, lock or unlock."""
    found = _topic(request, code)
    match request.POST.get("mark", ""):
        case "pin" | "unpin" as what:
            moderating.pin_topic(topic=found, by=request.user, pinned=what == "pin")
        case "lock" | "unlock" as what:
            moderating.lock_topic(topic=found, by=request.user, locked=what == "lock")
        case _other:
            raise Http404
    return redirect(address_of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def move(request: HttpRequest, code: str) -> HttpResponse:
    found = _topic(request, code)
    boards = list(boards_visible_to(request.user).filter(room=None, closed_at=None).exclude(pk=found.board_id))
    form = MoveForm(request.POST or None, boards=boards)
    if form.is_valid():
        board = next(board for board in boards if board.code == form.cleaned_data["board"])
        try:
            moderating.move_topic(topic=found, board=board, by=request.user)
        except Invalid as error:
            blame(form, error)
        else:
            messages.success(request, _("Moved. Whoever is writing a reply lands in its new place."))
            return redirect(address_of(found))
    return render(request, "forum/move.html", {"form": form, "topic": found, "title": shown_title(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def merge(request: HttpRequest, code: str) -> HttpResponse:
    found = _topic(request, code)
    form = MergeForm(request.POST or None)
    refill(form, request)
    if form.is_valid():
        into = _named(request, form.cleaned_data["into"])
        try:
            if into is None:
                raise Invalid(_("No topic has this address."), field="into")  # noqa: TRY301 - shown like those of the verb
            moderating.merge_topics(topic=found, into=into, by=request.user)
        except (Invalid, Conflict) as error:
            blame(form, Invalid(error.text, field="into"))
        else:
            messages.success(request, _("Merged. The old address leads here."))
            return redirect(address_of(into))
    return render(request, "forum/merge.html", {"form": form, "topic": found, "title": shown_title(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def hide(request: HttpRequest, code: str) -> HttpResponse:
    """Hide with a reason; of one that is hidden, show it again."""
    found = find_post(request, code)
    if not allowed(request.user, "community.moderate_post", found):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" and not found.hidden_at else None)
    refill(form, request)
    if request.method == "POST" and found.hidden_at:
        hiding.show_post(post=found, by=request.user)
        return redirect(where(found))
    if form.is_valid():
        hiding.hide_post(post=found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Hidden. Its writer reads your reason."))
        return redirect(where(found))
    return render(request, "forum/hide.html", {"form": form, "post": found, **_shown(found)})


@require_safe
@login_required
def held(request: HttpRequest) -> HttpResponse:
    if not is_moderator(request.user):
        raise Http404
    page = page_of(request, held_posts(request.user).select_related("author", "topic__board"), HELD_POSTS_A_PAGE)
    return render(request, "forum/held.html", {"rows": [_row(found) for found in page.object_list], "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def held_post(request: HttpRequest, code: str) -> HttpResponse:
    """Release or refuse; of one that waits no more, or is one's own, what became of it: notices lead here for long."""
    if not is_moderator(request.user):
        raise Http404
    rows = Post.objects.filter(topic__board__in=boards_visible_to(request.user))
    found = get_object_or_404(rows.select_related("author", "topic__board"), code=code)
    if refusal := why_not(request.user, "community.look_at_held", found):
        return _decided(request, found, refusal)
    refuses = request.POST.get("verdict") == "refuse"
    form = ReasonForm(request.POST if refuses else None)
    refill(form, request)
    if request.method == "POST" and not refuses:
        out = hiding.release_post(post=found, by=request.user)
        messages.success(request, _("Published. From now on this person's posts come out at once."))
        return redirect(where(out))
    if form.is_valid():
        hiding.refuse_post(post=found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Not published. Its writer reads your reason."))
        return redirect("community:held_posts")
    return render(request, "forum/held_post.html", {"form": form, "post": found, **_shown(found)})


def _decided(request: HttpRequest, found: Post, refusal: Reason) -> HttpResponse:
    """By an office, on a day, on what ground; moderators read grounds."""
    lines = deeds_of(found).filter(deed__in=DECISIONS).select_related("by").prefetch_related("concerns").order_by("-pk")
    rows = [
        {
            "said": sentence_of(line),
            "who": done_by(line, reader=request.user),
            "when": when(line.at),
            "ground": ground_for(line, request.user, judges=True),
        }
        for line in lines
    ]
    place = posts_visible_to(request.user).filter(pk=found.pk).exists()
    context = {"post": found, "title": found.topic.title, "name": name_of(found.author), "rows": rows}
    more = {"refusal": refusal, "url": where(found) if place else ""}
    late = request.method == "POST"  # somebody was faster
    return render(request, "forum/held_decided.html", {**context, **more}, status=409 if late else 200)


def _named(request: HttpRequest, address: str) -> Topic | None:
    codes = CODE.findall(address)[-1:]
    return topics_visible_to(request.user).select_related("board").filter(code__in=codes).first()


def _shown(found: Post) -> dict[str, Any]:
    return {
        "title": shown_title(found.topic),
        "html": words(found, {}),
        "name": name_of(found.author),
        "lang_name": own_name(found.language),
        "back": where(found),
    }


def _row(found: Post) -> dict[str, Any]:
    """As templates/components/queue_row.html wants it."""
    url = reverse("community:held_post", args=[found.code])
    return {
        "due": format_relative(found.created_at),
        "due_detail": when(found.created_at),
        "title": found.topic.title,
        "lang": found.topic.language,
        "url": url,
        "meta": f"{name_of(found.author)} · {found.topic.board.name}",
        "tags": [],
        "actions": [{"label": _("Look and decide"), "url": url}],
    }
