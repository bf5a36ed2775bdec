"""Finding a board, topic or post by its code. What they may not see or does not exist: visitors are redirected to the
log-in, signed-in people get 404."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from community.models import Board, Post, Topic
from community.queries.forum.visible import boards_visible_to, posts_visible_to, topics_visible_to


class ToLogin(Exception):
    """A visitor asked for what visitors do not see."""


def find_board(request: HttpRequest, code: str) -> Board:
    found: Board = _first(request, boards_visible_to(request.user).select_related("room"), code)
    return found


def find_topic(request: HttpRequest, code: str) -> Topic:
    """Of a topic that was merged, the one that holds its posts now."""
    rows = topics_visible_to(request.user).select_related("board__room", "answer")
    topic = rows.filter(code=code).first() or rows.filter(merged__code=code).first()
    return topic if topic is not None else _missing(request)


def find_post(request: HttpRequest, code: str) -> Post:
    found: Post = _first(request, posts_visible_to(request.user).select_related("topic__board__room", "author"), code)
    return found


def _first(request: HttpRequest, rows: QuerySet[Any], code: str) -> Any:
    found = rows.filter(code=code).first()
    return found if found is not None else _missing(request)


def _missing(request: HttpRequest) -> Any:
    raise Http404 if request.user.is_authenticated else ToLogin


def public(view: Any) -> Any:
    """For pages that visitors may read, where they may see the thing."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *args, **kwargs)
        except ToLogin:
            return redirect_to_login(request.get_full_path())
        return answer

    return guarded
