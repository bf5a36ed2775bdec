"""Writing a letter to a partner: filled from both wishes, looked at once more, then sent."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid
from core.permissions import allowed, require
from core.terms import label
from core.web.forms import blame
from core.web.language_fields import begins_in
from core.web.saved_forms import keeps_entry, kept, preview, refill
from core.web.saved_forms.drafts import carry
from twinning.actions import sending as verbs
from twinning.forms.proposals import LetterForm, initial_plan
from twinning.models import Proposal, ProposalState, Wish
from twinning.queries.people import place_at
from twinning.queries.proposal_prefill import beginning_of
from twinning.queries.proposals import open_between, state_now
from twinning.queries.visibility import wishes_visible_to
from twinning.queries.wishes import shared
from twinning.showing.institution_names import shown_name
from twinning.showing.phrase_book import sentences
from twinning.showing.proposals import proposed_milestones
from twinning.texts.wish_obstacles import obstacle
from twinning.views.proposals import find_proposal

Send = Callable[[LetterForm], Proposal]
REFUSED: Final = frozenset({ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN})


@keeps_entry
def propose(request: HttpRequest, code: str, other: str) -> HttpResponse:
    rows = wishes_visible_to(request.user).select_related("institution", "school_class")
    ours, theirs = get_object_or_404(rows, code=code), get_object_or_404(rows, code=other)
    if place_at(request.user, ours.institution) is None:
        raise Http404
    require(request.user, "twinning.send_proposal", ours)
    if crossing := open_between(ours, theirs):
        return _show_crossing(request, crossing)

    def send(form: LetterForm) -> Proposal:
        return verbs.send_proposal(
            from_wish=ours, to_wish=theirs, by=request.user, client_key=form.cleaned_data["client_key"], **form.letter()
        )

    theme = shared(ours, theirs, "theme")
    first = _first(ours, theirs, request.user)
    form = LetterForm(_said(request), ours=ours, theirs=theirs, theme=theme, initial=first)
    return _letter(request, form, theirs=theirs, send=send)


@keeps_entry
def counter(request: HttpRequest, code: str) -> HttpResponse:
    old = find_proposal(request, code)
    require(request.user, "twinning.answer_proposal", old)
    ours, theirs = old.to_wish, old.from_wish
    if request.method != "POST" and state_now(old) != ProposalState.SENT:
        return _anew(request, old)

    def send(form: LetterForm) -> Proposal:
        return verbs.counter_proposal(
            proposal=old, by=request.user, client_key=form.cleaned_data["client_key"], **form.letter()
        )

    theme = shared(ours, theirs, "theme")
    before = _as_before(old, request.user)
    form = LetterForm(_said(request), ours=ours, theirs=theirs, theme=theme, initial=before)
    return _letter(request, form, theirs=theirs, send=send, old=old)


def _said(request: HttpRequest) -> QueryDict | None:
    """The data of the form: what was posted; on the preview (?look) the stored draft."""
    return request.POST or (kept(request) if "look" in request.GET else None)


def _letter(
    request: HttpRequest, form: LetterForm, *, theirs: Wish, send: Send, old: Proposal | None = None
) -> HttpResponse:
    refill(form, request)
    context: dict[str, Any] = {"form": form, "theirs": theirs, "name": shown_name(theirs.institution), "old": old}
    context["hindrance"] = obstacle(form.ours, theirs)
    wanted = request.POST.get("do", "look")
    if wanted == "change" and (back := preview(request, request.path)):
        return back
    if form.is_bound and wanted != "change" and form.is_valid():
        if wanted != "send":
            onward = preview(request, f"{request.path}?look=1") if request.method == "POST" else None
            return onward or _look(request, form, context)
        try:
            return _sent(request, send(form))
        except verbs.Crossing as error:
            return _show_crossing(request, error.proposal)
        except (Conflict, Invalid) as error:
            blame(form, error)
    return render(request, "twinning/proposal_write.html", context)


def _look(request: HttpRequest, form: LetterForm, context: dict[str, Any]) -> HttpResponse:
    letter = form.letter()
    points = proposed_milestones(letter["plan"], letter["language"])
    said = {"letter": letter, "sentences": sentences(letter["phrases"]), "points": points}
    context |= {**said, "work": label("work", letter["work"])}
    return render(request, "twinning/proposal_look.html", context)


def _sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.success(request, _("Your proposal was sent. The partner has fourteen days to answer."))
    return redirect("twinning:proposal", proposal.code)


def _anew(request: HttpRequest, old: Proposal) -> HttpResponse:
    """The proposal is over: carry the unsent draft into a new proposal, where one may be sent; else say so."""
    ours, theirs = old.to_wish, old.from_wish
    free = state_now(old) in REFUSED and open_between(ours, theirs) is None
    seen = wishes_visible_to(request.user).filter(pk__in=[ours.pk, theirs.pk]).count()
    if not (free and seen == len((ours, theirs)) and allowed(request.user, "twinning.send_proposal", ours)):
        messages.info(request, _("This proposal is over. Nothing in it can be changed any more."))
        return redirect("twinning:proposal", old.code)
    to = reverse("twinning:propose", args=[ours.code, theirs.code])
    carry(getattr(request.user, "code", ""), page=request.path, to=to)
    messages.info(request, _("This proposal is over. Here you write a new one to the same partner."))
    return redirect(to)


def _show_crossing(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.info(request, _("There is an open proposal between these two wishes already. Here it is."))
    return redirect("twinning:proposal", proposal.code)


def _first(ours: Wish, theirs: Wish, by: Any) -> dict[str, Any]:
    return {
        **beginning_of(ours, theirs, today=timezone.localdate()),
        "language": begins_in(Proposal.objects.filter(by=by)),
    }


def _as_before(old: Proposal, by: Any) -> dict[str, Any]:
    """The old proposal as initial values. What lies in the past by now is moved to today."""
    starts = max(old.starts, timezone.localdate()).isoformat()
    plan = [{**item, "due": max(item["due"], starts) if item.get("due") else ""} for item in old.plan]
    return {
        "title": old.title,
        "work": old.work,
        "starts": starts,
        "ends": old.ends.isoformat(),
        "language": begins_in(Proposal.objects.filter(by=by)),
        **initial_plan(plan),
    }
