"""The steps in which a wish is written; each is kept on the server when it is sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core.errors import Conflict, Invalid, Stale
from core.permissions import why_not
from core.web.saved_forms import keeps_entry, refill
from core.web.saved_forms.drafts import follow
from twinning.actions import wishes as verbs
from twinning.forms.wish_steps import STEPS, TITLES
from twinning.forms.wish_steps.shared import StepForm
from twinning.models import Wish
from twinning.queries.classes import classes_for, own_classes
from twinning.queries.suggestions import fitting
from twinning.views.wishes import own_wish, shows_matches

LAST = max(STEPS)


def _chosen_class(request: HttpRequest, wish: Wish) -> dict[str, Any]:
    """The class from whose page somebody began, where it may be taken."""
    group = classes_for(wish).filter(code=request.GET.get("class", "")).first()
    return {"school_class": group.pk} if group and not wish.school_class_id else {}


@keeps_entry
def wish_step(request: HttpRequest, code: str, step: int) -> HttpResponse:
    wish = own_wish(request, code)
    if step not in STEPS:
        raise Http404
    if step == 1 and not own_classes(request.user).filter(institution=wish.institution).exists():
        return render(request, "twinning/wish_needs_class.html", {"wish": wish})
    form = STEPS[step](request.POST or None, wish=wish, initial=_chosen_class(request, wish) if step == 1 else None)
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        done = _save(request, wish, form, step)
        if done is not None:
            return done
    refused = why_not(request.user, "twinning.prepare_wish", wish)
    return render(
        request,
        "twinning/wish_step.html",
        {
            "wish": wish,
            "form": form,
            "step": step,
            "last": LAST,
            "title": TITLES[step],
            "back": reverse("twinning:wish_step", args=[wish.code, step - 1]) if step > 1 else "",
            "fitting": fitting(wish) if wish.school_class_id else None,
            "fits": shows_matches(request, wish),
            "refused": refused,
        },
        status=400 if form.errors else 200,
    )


def _save(request: HttpRequest, wish: Wish, form: StepForm, step: int) -> HttpResponse | None:
    try:
        verbs.save_step(
            wish=wish,
            by=request.user,
            version=form.cleaned_data["version"],
            step=step,
            facts=form.facts(),
            criteria=form.criteria,
            points=form.points(),
        )
    except Stale as stale:
        return _both(request, wish, step, stale)
    except (Invalid, Conflict) as fault:
        form.add_error(getattr(fault, "field", "") or None, str(fault.text))
        return None
    code: str = getattr(request.user, "code", "")
    follow(code, pages=reverse("twinning:wish", args=[wish.code]), was=form.cleaned_data["version"], now=wish.version)
    if step < LAST:
        return redirect("twinning:wish_step", wish.code, step + 1)
    return redirect("twinning:wish", wish.code)


def _both(request: HttpRequest, wish: Wish, step: int, stale: Stale) -> HttpResponse:
    """Somebody was faster: what was typed, ready to be saved over theirs, and beside it what stands there now."""
    wish.refresh_from_db()
    theirs = STEPS[step](wish=wish)
    data = request.POST.copy()
    data["version"] = str(wish.version)
    mine = STEPS[step](data, wish=wish)
    context = {"wish": wish, "form": mine, "theirs": theirs, "stale": stale, "step": step, "title": TITLES[step]}
    return render(request, "twinning/wish_stale.html", context, status=409)
