"""The people whom one has blocked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from community.actions.blocks import block, unblock
from community.queries.blocks import blocks_of
from community.queries.reported_people import find_person
from core.web.form_addresses import post_only


@require_safe
@login_required
def blocks(request: HttpRequest) -> HttpResponse:
    return render(request, "community/blocks.html", {"blocks": list(blocks_of(request.user))})


@login_required
@post_only("community:blocks")
def block_person(request: HttpRequest, code: str) -> HttpResponse:
    person = find_person(request.user, code)
    if person is None:
        raise Http404
    block(by=request.user, whom=person)
    messages.success(request, _("Blocked. You read nothing more of this person, and they cannot write to you."))
    return redirect("community:blocks")


@login_required
@post_only("community:blocks")
def unblock_person(request: HttpRequest, code: str) -> HttpResponse:
    person = get_object_or_404(User, code=code, blocked_by__by=request.user)
    unblock(by=request.user, whom=person)
    return redirect("community:blocks")
