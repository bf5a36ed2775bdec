"""A topic: its posts, what is new, replying, following, reacting."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries.offices import is_moderator
from community.actions.forum.drafts import keep_draft, keep_unsent
from community.actions.forum.posting import write_post
from community.actions.forum.reading import follow_topic, mark_answer, mark_topic_read, react
from community.forms.forum import PostForm, last_language
from community.judging.quoting import quoted
from community.models import Post, PostDraft, Topic, TopicReader
from community.policy import POSTS_A_PAGE
from community.queries.forum.board_people import nameable
from community.queries.forum.posts import posts_of, waiting_posts
from community.queries.forum.visible import is_newcomer, posts_visible_to
from community.rules.forum.shared import sees_topic
from community.showing.forum.boards_and_topics import address_of, shown_title, tags_of
from community.showing.forum.post_html import with_feet
from community.showing.forum.posts import first_words, reading, shown_posts
from community.views.forum.boards import draft_fields
from community.views.forum.lookup import find_topic, public
from community.wire import forum_topic
from core.errors import Conflict, Invalid, KoepueroeError, Refused
from core.permissions import require, why_not
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill


@require_safe
@public
def topic(request: HttpRequest, code: str) -> HttpResponse:
    found = find_topic(request, code)
    if found.code != code:
        return redirect(address_of(found), permanent=True)
    signed_in = request.user.is_authenticated
    reader = TopicReader.objects.filter(topic=found, user=request.user).first() if signed_in else None
    draft = PostDraft.objects.filter(topic=found, user=request.user).first() if signed_in else None
    page = page_of(request, posts_of(found), POSTS_A_PAGE, total=found.head_seq)
    context = _context(request, found, page, reader)
    if signed_in and context["refusal"] is None:
        context["form"] = _form(request, reader, draft, "")
        refill(context["form"], request)
    context["draft"] = draft
    if signed_in and len(page):
        mark_topic_read(topic=found, by=request.user, seq=page.object_list[-1].seq, reader=reader)
    return render(request, "forum/topic.html", context)


def _context(request: HttpRequest, found: Topic, page: Any, reader: TopicReader | None) -> dict[str, Any]:
    user = request.user
    page.object_list = list(page.object_list)
    last = page.number >= page.paginator.num_pages
    posts = [*page.object_list, *(waiting_posts(found, user) if last else [])]
    refusal = why_not(user, "community.reply", found, given=sees_topic)
    # As the rule community.solve says of somebody who sees the topic, without asking once more whether they do.
    solves = user.is_authenticated and (found.author_id == user.pk or is_moderator(user))
    view = reading(found, user, posts, may_write=refusal is None, may_solve=solves)
    answer, about = found.answer, first_words(page.object_list)
    return {
        "topic": found,
        "board": found.board,
        "title": shown_title(found),
        "noindex": found.title_hidden or (page.number == 1 and not about),
        "about": about,
        "preview": "article",
        "title_lang": "" if found.title_hidden else found.language,
        "tags": tags_of(found),
        "page": page,
        "posts": with_feet(shown_posts(view, posts)),
        "head": found.head_seq,
        "shown": page.object_list[-1].seq if page.object_list else 0,
        "live": forum_topic(found.code),
        "refusal": refusal,
        "follows": bool(reader and reader.follows),
        "moderates": view.is_moderator,
        "answer_url": address_of(found, answer.seq or 0) if answer else "",
        "unread_from": reader.last_read_seq if reader else 0,
        "names": list(nameable(found.board, found).values()) if refusal is None else [],
        "newcomer": refusal is None and is_newcomer(user),
        "last": last,
    }


@require_safe
@login_required
def news(request: HttpRequest, code: str) -> HttpResponse:
    """How many posts came after a number, as a sentence with a link. Asked by the script."""
    found = find_topic(request, code)
    after = request.GET.get("after", "")
    if not (after.isascii() and after.isdigit() and len(after) < 16):  # noqa: PLR2004 - fits a bigint
        raise Http404
    count = max(found.head_seq - int(after), 0)
    context = {"count": count, "url": address_of(found, int(after) + 1, upto=found.head_seq)}
    return render(request, "forum/news.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """A page with the form alone: for quotes, and for what was not taken."""
    try:
        found = find_topic(request, code)
    except Http404:
        return _out_of_sight(request, code)
    if request.method == "POST":
        return _keep(request, found) if "keep" in request.POST else _send(request, found)
    require(request.user, "community.reply", found)
    reader = TopicReader.objects.filter(topic=found, user=request.user).first()
    draft = PostDraft.objects.filter(topic=found, user=request.user).first()
    form = _form(request, reader, draft, _quote(request))
    refill(form, request)
    return _reply_page(request, found, form)


@login_required
@post_only("community:topic", "code")
def topic_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Kept by the script while one types."""
    keep_draft(
        place=find_topic(request, code),
        by=request.user,
        client_id=request.POST.get("client_id", ""),
        **draft_fields(request),
    )
    return HttpResponse(status=204)


@login_required
@post_only("community:topic", "code")
def topic_follow(request: HttpRequest, code: str) -> HttpResponse:
    found = find_topic(request, code)
    follow_topic(topic=found, by=request.user, follows=request.POST.get("follow") == "yes")
    return redirect(address_of(found))


@login_required
@post_only("community:topic", "code")
def say(request: HttpRequest, code: str) -> HttpResponse:
    """The small words under posts, and the mark of the answer: "thanks:code", "answer:code", "no_answer:code"."""
    found = find_topic(request, code)
    what, _colon, post_code = request.POST.get("say", "").partition(":")
    rows = posts_visible_to(request.user).filter(topic=found, state=Post.State.OUT).select_related("topic__board__room")
    post = get_object_or_404(rows, code=post_code)
    if what in {"answer", "no_answer"}:
        mark_answer(topic=found, post=post if what == "answer" else None, by=request.user)
    else:
        react(post=post, by=request.user, kind=what)
    return redirect(address_of(found, post.seq or 0))


def _form(request: HttpRequest, reader: TopicReader | None, draft: PostDraft | None, quote: str) -> PostForm:
    language = (draft.language if draft else "") or (reader.language if reader else "") or last_language(request.user)
    begun = draft.source + "\n\n" if draft and quote else draft.source if draft else ""
    initial = {"client_id": uuid4().hex, "language": language, "source": begun + quote}
    return PostForm(initial=initial, languages=[language])


def _quote(request: HttpRequest) -> str:
    code = request.GET.get("quote", "")
    if not code:
        return ""
    post = posts_visible_to(request.user).filter(code=code, state=Post.State.OUT, hidden_at=None).first()
    return quoted(post.code, post.source) if post else ""


def _send(request: HttpRequest, found: Topic) -> HttpResponse:
    form = PostForm(request.POST, languages=[request.POST.get("language", "")[:5]])
    form.is_valid()
    if form.turned:
        return _reply_page(request, found, form)
    words = {name: request.POST.get(name, "") for name in ("source", "language", "client_id")}
    try:
        post = write_post(topic=found, by=request.user, **words)
    except Invalid as error:
        form.errors.clear()
        blame(form, error)
        return _reply_page(request, found, form)
    except (Refused, Conflict) as error:
        return _kept_page(request, found, words, error)
    except KoepueroeError:
        keep_unsent(place=found, by=request.user, **draft_fields(request))
        raise
    if post.seq is None:
        messages.success(request, _("Your first post waits for a look by a moderator. We will tell you."))
        return redirect(f"{address_of(post.topic, post.topic.head_seq)}".partition("#")[0] + f"#{post.code}")
    return redirect(address_of(post.topic, post.seq))


def _keep(request: HttpRequest, found: Topic) -> HttpResponse:
    keep_draft(place=found, by=request.user, **draft_fields(request))
    messages.success(request, _("Kept as a draft. Only you see it."))
    return redirect(reverse("community:reply", args=[found.code]))


def _reply_page(request: HttpRequest, found: Topic, form: PostForm) -> HttpResponse:
    context = {
        "form": form,
        "topic": found,
        "title": shown_title(found),
        "board": found.board,
        "names": list(nameable(found.board, found).values()),
        "newcomer": is_newcomer(request.user),
    }
    return render(request, "forum/reply.html", context)


def _kept_page(request: HttpRequest, found: Topic, words: dict[str, str], error: KoepueroeError) -> HttpResponse:
    """It cannot be taken now: say why, and show the words, which are kept as a draft."""
    keep_unsent(place=found, by=request.user, source=words["source"], language=words["language"])
    context = {"error": error, "source": words["source"], "topic": found, "title": shown_title(found)}
    return render(request, "forum/kept.html", context, status=error.status)


def _out_of_sight(request: HttpRequest, code: str) -> HttpResponse:
    """Moved while somebody wrote to where they do not read: their words come back to them. Others get 404."""
    knew = TopicReader.objects.filter(user=request.user, topic__code=code).exists()
    if not (knew and request.POST.get("source")):
        raise Http404
    return render(request, "forum/kept.html", {"source": request.POST["source"]}, status=404)
