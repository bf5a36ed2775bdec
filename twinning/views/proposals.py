"""Proposals in and out, one of them, and the answers to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.permissions import allowed, require
from core.terms import label
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import answering
from twinning.actions import sending as verbs
from twinning.forms.proposals import DeclineForm
from twinning.models import Proposal, Staff
from twinning.policy import PROPOSALS_A_PAGE
from twinning.queries.people import places_of
from twinning.queries.proposals import proposals_for, with_sides
from twinning.queries.visibility import proposals_visible_to
from twinning.showing.partner_head import partner_head
from twinning.showing.phrase_book import sentences
from twinning.showing.proposals import ProposalRow, proposed_milestones, row_for
from twinning.texts.wish_obstacles import obstacle


def find_proposal(request: HttpRequest, code: str) -> Proposal:
    """One that this person may see; to all others there is none."""
    return get_object_or_404(with_sides(proposals_visible_to(request.user)), code=code)


@require_safe
@login_required
def proposals(request: HttpRequest) -> HttpResponse:
    page = Paginator(proposals_for(request.user), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    rows = [row_for(request.user, proposal) for proposal in page]
    schools = [p.institution for p in places_of(request.user) if p.state == Staff.State.VERIFIED]
    context = {
        "waiting": [row for row in rows if row.is_open and row.incoming],
        "written": [row for row in rows if row.is_open and not row.incoming],
        "behind": [row for row in rows if not row.is_open],
        "page": page,
        "schools": schools,
        "head": partner_head(request.user, asked=request.GET.get("wish", ""), tab="proposals"),
    }
    return render(request, "twinning/proposals.html", context)


@require_safe
@keeps_entry
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    found = find_proposal(request, code)
    row = row_for(request.user, found)
    if row.incoming and found.read_at is None and row.is_open:
        verbs.mark_proposal_read(proposal=found, by=request.user)
    form = DeclineForm()
    refill(form, request)
    return _page(request, row, form)


@login_required
@post_only("twinning:proposal", "code")
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Said from the page Today, without opening it: the sender sees that it has come."""
    verbs.mark_proposal_read(proposal=find_proposal(request, code), by=request.user)
    return redirect("accounts:home")


@login_required
@post_only("twinning:proposal", "code")
def accept(request: HttpRequest, code: str) -> HttpResponse:
    found = find_proposal(request, code)
    try:
        partnership = answering.accept_proposal(proposal=found, by=request.user)
    except Conflict as error:
        messages.warning(request, str(error.text))
        return redirect("twinning:proposal", code)
    messages.success(request, _("Your twin space is open. The plan and the room are ready."))
    return redirect("twinning:space", partnership.code)


@keeps_entry
@post_only("twinning:proposal", "code")
def decline(request: HttpRequest, code: str) -> HttpResponse:
    found = find_proposal(request, code)
    require(request.user, "twinning.answer_proposal", found)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            answering.decline_proposal(proposal=found, by=request.user, **form.cleaned_data)
        except Invalid as error:
            blame(form, error)
        except Conflict as error:
            messages.warning(request, str(error.text))
            return redirect("twinning:proposal", code)
        else:
            messages.success(request, _("Your answer was sent, with the reason."))
            return redirect("twinning:proposal", code)
    return _page(request, row_for(request.user, found), form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    found = find_proposal(request, code)
    if request.method != "POST":
        require(request.user, "twinning.withdraw_proposal", found)
        return ask_first(
            request,
            title=_("Withdraw this proposal?"),
            about=found.title,
            language=found.language,
            text=_("The partner can no longer accept it. To ask again you write a new one."),
            action=_("Withdraw"),
            back=reverse("twinning:proposal", args=[found.code]),
        )
    try:
        verbs.withdraw_proposal(proposal=found, by=request.user)
    except Conflict as error:
        messages.warning(request, str(error.text))
    else:
        messages.success(request, _("The proposal was withdrawn. Its place is free again."))
    return redirect("twinning:proposal", code)


def _page(request: HttpRequest, row: ProposalRow, form: DeclineForm) -> HttpResponse:
    found = row.proposal
    may_answer = row.is_open and row.incoming and allowed(request.user, "twinning.answer_proposal", found)
    ours, theirs = (found.to_wish, found.from_wish) if row.incoming else (found.from_wish, found.to_wish)
    context = {
        "row": row,
        "proposal": found,
        "sentences": sentences(found.phrases),
        "points": proposed_milestones(found.plan, found.language),
        "work": label("work", found.work),
        "reason": label("decline", found.reason) if found.reason else "",
        "hindrance": obstacle(ours, theirs) if row.is_open else None,
        "may_answer": may_answer,
        "may_withdraw": row.may_withdraw,
        "answer": Proposal.objects.filter(answers=found).first(),
        "form": form,
    }
    return render(request, "twinning/proposal.html", context)
