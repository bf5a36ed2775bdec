"""The plan of a twin space: milestones added, changed, done."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid, Stale
from core.permissions import require
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import plans as verbs
from twinning.forms.spaces import DoneForm, PlanItemForm
from twinning.models import PlanItem
from twinning.queries.visibility import partnerships_visible_to
from twinning.texts.milestones import milestone_title
from twinning.views.spaces import find_space, frame


def _found(request: HttpRequest, code: str, item: str) -> PlanItem:
    """A milestone of a space that this person may see and change."""
    rows = PlanItem.objects.filter(partnership__in=partnerships_visible_to(request.user), partnership__code=code)
    found = get_object_or_404(rows.select_related("partnership__space"), code=item)
    require(request.user, "twinning.edit_plan", found.partnership)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The whole plan, and a form for one more milestone."""
    partnership = find_space(request, code)
    if request.method == "POST":
        require(request.user, "twinning.edit_plan", partnership)
    form = PlanItemForm(request.POST or None, partnership=partnership, initial={"language": request.LANGUAGE_CODE})
    refill(form, request)
    if form.is_bound and form.is_valid():
        try:
            verbs.add_plan_item(partnership=partnership, by=request.user, **form.facts())
        except (Conflict, Invalid) as error:
            blame(form, error)
        else:
            return redirect("twinning:plan", code)
    return render(request, "twinning/space_plan.html", {**frame(request, partnership, "plan"), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def edit(request: HttpRequest, code: str, item: str) -> HttpResponse:
    found = _found(request, code, item)
    form = PlanItemForm(request.POST or None, partnership=found.partnership, item=found)
    refill(form, request)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            verbs.edit_plan_item(item=found, by=request.user, version=version, **form.facts())
        except Stale as stale:
            return _both(request, found, stale, PlanItemForm)
        except (Conflict, Invalid) as error:
            blame(form, error)
        else:
            messages.success(request, _("The plan was changed."))
            return redirect("twinning:plan", code)
    return render(
        request, "twinning/space_milestone.html", {"form": form, "item": found, "title": milestone_title(found)}
    )


def _both(request: HttpRequest, item: PlanItem, stale: Stale, kind: Any) -> HttpResponse:
    """Somebody was faster: what was typed beside what stands there now; saving again takes the new version."""
    item.refresh_from_db()
    mine = request.POST.copy()
    mine["version"] = str(item.version)
    about: dict[str, Any] = {"partnership": item.partnership, "item": item}
    context = {
        "form": kind(mine, **(about if kind is PlanItemForm else {})),
        "theirs": PlanItemForm(**about, auto_id="now_%s"),
        "words": DoneForm(initial={"evidence": item.evidence}, auto_id="now_%s") if item.evidence else None,
        "item": item,
        "ended": kind is DoneForm and item.state == PlanItem.State.DONE,
        "stale": stale,
        "title": milestone_title(item),
    }
    return render(request, "twinning/space_milestone_stale.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def done(request: HttpRequest, code: str, item: str) -> HttpResponse:
    found = _found(request, code, item)
    form = DoneForm(request.POST or None, initial={"version": found.version, "evidence": found.evidence})
    refill(form, request)
    if form.is_bound and form.is_valid():
        try:
            verbs.finish_plan_item(item=found, by=request.user, **form.cleaned_data)
        except Stale as stale:
            return _both(request, found, stale, DoneForm)
        except (Conflict, Invalid) as error:
            blame(form, error)
        else:
            messages.success(request, _("Done. Both sides see what came of it."))
            return redirect("accounts:home") if request.GET.get("back") == "today" else redirect("twinning:space", code)
    return render(request, "twinning/space_done.html", {"form": form, "item": found, "title": milestone_title(found)})


@login_required
@post_only("twinning:plan", "code")
def reopen(request: HttpRequest, code: str, item: str) -> HttpResponse:
    return _changed(request, code, item, verbs.reopen_plan_item)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drop(request: HttpRequest, code: str, item: str) -> HttpResponse:
    if request.method != "POST":
        found = _found(request, code, item)
        return ask_first(
            request,
            title=_("Take this milestone out of the plan?"),
            about=milestone_title(found),
            language="" if found.term else found.language,
            text=_("It goes with its day and its words, for both sides."),
            action=_("Take it out of the plan"),
            back=reverse("twinning:plan_edit", args=[code, item]),
            fields={"version": found.version},
        )
    return _changed(request, code, item, verbs.drop_plan_item)


def _changed(request: HttpRequest, code: str, item: str, verb: Any) -> HttpResponse:
    found = _found(request, code, item)
    version = request.POST.get("version", "")
    try:
        verb(item=found, by=request.user, version=int(version) if version.isdecimal() and len(version) < 9 else 0)  # noqa: PLR2004
    except Conflict as error:
        messages.warning(request, str(error.text))
    return redirect("twinning:plan", code)
