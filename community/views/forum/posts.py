"""One post: its permanent address, quoting, editing, deleting, earlier versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.forum.editing import delete_post, edit_post
from community.forms.forum import PostForm, TopicForm
from community.models import Post
from community.queries.forum.posts import is_first
from community.queries.forum.visible import topics_visible_to
from community.showing.forum.boards_and_topics import address_of
from community.showing.forum.posts import words
from community.showing.names_and_times import when
from community.views.forum.lookup import find_post, public
from core.errors import Conflict, Invalid, Stale
from core.permissions import allowed, require
from core.text.markup import rendered
from core.web.forms import blame, renew
from core.web.saved_forms import keeps_entry, refill


@require_safe
@public
def post(request: HttpRequest, code: str) -> HttpResponse:
    """The lasting address of a post, wherever its topic went; of a hidden or deleted one, its place."""
    places = Post.objects.filter(topic__in=topics_visible_to(request.user), seq__isnull=False)
    place = places.select_related("topic").filter(code=code).first()
    return redirect(where(place or find_post(request, code)))


@require_safe
@login_required
def quote(request: HttpRequest, code: str) -> HttpResponse:
    """To the reply that begins with its words."""
    found = find_post(request, code)
    return redirect(f"{reverse('community:reply', args=[found.topic.code])}?quote={found.code}")


def where(found: Post) -> str:
    """On the page of its topic; one without a number stands below the last."""
    if found.seq is not None:
        return address_of(found.topic, found.seq)
    return address_of(found.topic, found.topic.head_seq).partition("#")[0] + f"#{found.code}"


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def edit(request: HttpRequest, code: str) -> HttpResponse:
    found = find_post(request, code)
    require(request.user, "community.edit_post", found)
    kind = TopicForm if is_first(found) else PostForm
    initial = {"source": found.source, "language": found.language, "version": found.version}
    if kind is TopicForm:
        initial["title"] = found.topic.title
    form = kind(request.POST or None, initial=initial, languages=[found.language])
    refill(form, request)
    now: Post | None = None
    if form.is_valid():
        data = form.cleaned_data
        try:
            edit_post(
                post=found,
                by=request.user,
                version=data["version"] or 0,
                source=data["source"],
                language=data["language"],
                title=data.get("title"),
            )
        except (Invalid, Conflict) as error:
            if isinstance(error, Stale):
                found.refresh_from_db()
                renew(form, version=found.version)
            now = found if isinstance(error, Stale) else None
            blame(form, error)
        else:
            return redirect(where(found))
    context = {"form": form, "post": found, "now": now, "back": where(found)}
    return render(request, "forum/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once."""
    rows = Post.objects.filter(author=request.user).select_related("topic__board")
    found = get_object_or_404(rows, code=code)
    if found.deleted_at:
        return redirect(where(found))
    if request.method == "POST":
        board, back = found.topic.board, where(found)
        gone = delete_post(post=found, by=request.user)
        messages.success(request, _("Your post is deleted."))
        return redirect("community:board", board.code) if gone else redirect(back)
    return render(request, "forum/delete.html", {"post": found, "html": words(found, {}), "back": where(found)})


@require_safe
@login_required
def versions(request: HttpRequest, code: str) -> HttpResponse:
    found = find_post(request, code)
    if not allowed(request.user, "community.see_versions", found):
        raise Http404
    rows = [{"when": when(row.at), "html": rendered(row.source)} for row in found.versions.order_by("-version")]
    return render(request, "forum/versions.html", {"post": found, "rows": rows, "back": where(found)})
