"""The desk: the queues of this office, each with the number of things that wait."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.queries.offices import is_coordinator
from core.registry import desk_for


def check_desk(request: HttpRequest) -> None:
    """To people who coordinate no country there is no desk of institutions and people."""
    if not is_coordinator(request.user):
        raise Http404


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """404 for people without an office: to them there is no desk."""
    queues = [(queue, queue.count(request.user)) for queue in desk_for(request.user)]
    if not queues:
        raise Http404
    waiting = sum(count for _queue, count in queues)
    first = next((queue for queue, count in queues if count), None)
    context = {"queues": queues, "first": first, "waiting": waiting, "imports": is_coordinator(request.user)}
    return render(request, "desk/desk.html", context)
