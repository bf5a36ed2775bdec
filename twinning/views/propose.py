"""Writing a letter to a partner: filled from both wishes, looked at once more, then sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Invalid
from core.forms import blame
from core.kept import keeps_entry, refill
from core.permissions import require
from core.terms import label
from core.tongues import begins_in
from twinning.actions import proposals as verbs
from twinning.forms.proposals import LetterForm, initial_plan
from twinning.models import Proposal, Wish
from twinning.queries.letters import points_of, shared
from twinning.queries.names import shown_name
from twinning.queries.people import place_at
from twinning.queries.phrases import sentences
from twinning.queries.proposals import obstacle, open_between
from twinning.queries.visible import wishes_visible_to
from twinning.views.proposals import find_proposal

MONTH = 30.4
FIRST_PHRASES = ("greeting-day", "who-class", "want-theme", "want-work", "closing-answer")
Send = Callable[[LetterForm], Proposal]


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
    form = LetterForm(request.POST or None, ours=ours, theirs=theirs, theme=theme, initial=first)
    return _letter(request, form, theirs=theirs, send=send)


@keeps_entry
def counter(request: HttpRequest, code: str) -> HttpResponse:
    old = find_proposal(request, code)
    require(request.user, "twinning.answer_proposal", old)
    ours, theirs = old.to_wish, old.from_wish

    def send(form: LetterForm) -> Proposal:
        return verbs.counter_proposal(
            proposal=old, by=request.user, client_key=form.cleaned_data["client_key"], **form.letter()
        )

    theme = shared(ours, theirs, "theme")
    form = LetterForm(
        request.POST or None, ours=ours, theirs=theirs, theme=theme, initial=_as_before(old, request.user)
    )
    return _letter(request, form, theirs=theirs, send=send, old=old)


def _letter(
    request: HttpRequest, form: LetterForm, *, theirs: Wish, send: Send, old: Proposal | None = None
) -> HttpResponse:
    refill(form, request)
    context: dict[str, Any] = {"form": form, "theirs": theirs, "name": shown_name(theirs.institution), "old": old}
    context["hindrance"] = obstacle(form.ours, theirs)
    wanted = request.POST.get("do", "look")
    if form.is_bound and wanted != "change" and form.is_valid():
        if wanted != "send":
            letter = form.letter()
            points = points_of(letter["plan"], letter["language"])
            said = {"letter": letter, "sentences": sentences(letter["phrases"]), "points": points}
            return render(
                request, "twinning/proposal_look.html", {**context, **said, "work": label("work", letter["work"])}
            )
        try:
            return _sent(request, send(form))
        except verbs.Crossing as error:
            return _show_crossing(request, error.proposal)
        except (Conflict, Invalid) as error:
            blame(form, error)
    return render(request, "twinning/proposal_write.html", context)


def _sent(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.success(request, _("Your proposal was sent. The partner has fourteen days to answer."))
    return redirect("twinning:proposal", proposal.code)


def _show_crossing(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    messages.info(request, _("There is an open proposal between these two wishes already. Here it is."))
    return redirect("twinning:proposal", proposal.code)


def _first(ours: Wish, theirs: Wish, by: Any) -> dict[str, Any]:
    """From both wishes: the later start, the shorter time, a plan to begin with."""
    starts = max(day for day in (ours.starts, theirs.starts, timezone.localdate()) if day)
    ends = starts + timedelta(days=round(min(ours.months, theirs.months) * MONTH))
    half = starts + (ends - starts) / 2
    days = {
        "m_meet_due": starts + timedelta(days=min(14, (ends - starts).days)),
        "m_make_due": half,
        "m_show_due": ends,
    }
    return {
        "title": ours.title,
        "work": shared(ours, theirs, "work"),
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "phrases": list(FIRST_PHRASES),
        "language": begins_in(Proposal.objects.filter(by=by)),
        **{name: day.isoformat() for name, day in days.items()},
        **dict.fromkeys(("m_meet", "m_make", "m_show"), True),
    }


def _as_before(old: Proposal, by: Any) -> dict[str, Any]:
    return {
        "title": old.title,
        "work": old.work,
        "starts": max(old.starts, timezone.localdate()).isoformat(),
        "ends": old.ends.isoformat(),
        "language": begins_in(Proposal.objects.filter(by=by)),
        **initial_plan(old.plan),
    }
