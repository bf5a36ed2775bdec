"""The desk: the queues of this office, each with the number of things that wait."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.registry import desk_for
from twinning.queries.registers import imports_somewhere


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """404 for people without an office: to them there is no desk."""
    queues = [(queue, queue.count(request.user)) for queue in desk_for(request.user)]
    if not queues:
        raise Http404
    waiting = sum(count for _queue, count in queues)
    context = {"queues": queues, "waiting": waiting, "imports": imports_somewhere(request.user)}
    return render(request, "desk/desk.html", context)
