"""Writing a practice: the four steps, with autosave."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid, Stale
from core.language.formats import format_time
from core.permissions import require, why_not
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from core.web.saved_forms.drafts import follow
from library.actions import practice_files
from library.actions import writing as verbs
from library.forms.practice_files import FilesStep, UploadForm
from library.forms.rights_step import RightsStep
from library.forms.story_step import StoryStep
from library.forms.what_step import WhatStep
from library.forms.writing_steps import LEADS, TITLES, StepForm, checked
from library.models import Practice
from library.queries.practices import newest_words, practices_visible_to
from library.queries.preflight import findings
from library.queries.review_rounds import last_verdict
from library.views.sending_at_once import send_at_once, sends_at_once

FORMS: Final[dict[int, type[StepForm]]] = {1: WhatStep, 2: StoryStep, 3: FilesStep, 4: RightsStep}
LAST: Final = max(FORMS)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def visible_practice(request: HttpRequest, code: str) -> Practice:
    """Raise 404 for people who may not see it."""
    rows = practices_visible_to(request.user).select_related("locale", "institution", "kind", "latest_revision")
    return get_object_or_404(rows, code=code)


@form_page
@keeps_entry
def write(request: HttpRequest, code: str, step: int) -> HttpResponse:
    """One step. With the header X-Autosave the answer is JSON: the page saves itself while one writes."""
    practice = visible_practice(request, code)
    if step not in FORMS:
        raise Http404
    if practice.state == Practice.State.SUBMITTED:
        return _locked(request, practice, step)
    require(request.user, "library.edit", practice)
    newest = newest_words(practice)
    if step == practice_files.FILES_STEP and ("remove" in request.GET or "sure" in request.POST):
        return _remove_file(request, newest)
    form = _form(request, newest, step)
    if request.method == "POST":
        return _save(request, newest, form, step)
    refill(form, request)
    return _step_page(request, newest, form, step)


def _remove_file(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Asked on a page of its own, once the rest of the step is kept."""
    back = reverse("library:write", args=[practice.code, practice_files.FILES_STEP])
    if request.method == "POST":
        practice_files.remove_file(practice=practice, by=request.user, code=request.POST.get("remove", ""))
        return redirect(f"{back}#files")
    found = next((file for file in practice.files.all() if file.code == request.GET["remove"]), None)
    if found is None:
        return redirect(back)
    return ask_first(
        request,
        title=_("Remove this file?"),
        about=found.stored.name,
        text=_("It goes with what is said of it. You can send it anew."),
        action=_("Remove"),
        back=back,
        fields={"remove": found.code, "sure": "yes"},
    )


def show_step(request: HttpRequest, practice: Practice, step: int) -> HttpResponse:
    """The page of a step as it is kept, for a door beside it."""
    newest = newest_words(practice)
    return _step_page(request, newest, FORMS[step](practice=newest, by=request.user), step)


def _locked(request: HttpRequest, practice: Practice, step: int) -> HttpResponse:
    """In review: what was typed is shown again, so that it can be taken along after recalling."""
    require(request.user, "library.recall", practice)
    if "X-Autosave" in request.headers:
        return JsonResponse(
            {"text": _("A moderator is reading this practice, so it cannot be changed now.")}, status=409
        )
    context: dict[str, Any] = {"practice": practice}
    if request.method == "POST":
        context["form"] = FORMS[step](request.POST, practice=newest_words(practice), by=request.user)
    return render(request, "library/practice_locked.html", context, status=409 if request.method == "POST" else 200)


def _form(request: HttpRequest, newest: Practice, step: int) -> StepForm:
    if request.method == "POST":
        return FORMS[step](request.POST, practice=newest, by=request.user)
    if "check" in request.GET:
        return checked(FORMS[step], practice=newest, by=request.user, found=findings(newest))
    return FORMS[step](practice=newest, by=request.user)


def _save(request: HttpRequest, newest: Practice, form: StepForm, step: int) -> HttpResponse:
    quietly = "X-Autosave" in request.headers
    if form.is_valid():
        try:
            saved = _keep(request, newest, form, step)
        except Stale as stale:
            return _changed_elsewhere(stale) if quietly else _both(request, newest, step, stale)
        except (Invalid, Conflict) as fault:
            blame(form, fault)
        else:
            return _saved(saved) if quietly else _onward(request, saved, step)
    return _not_saved(form) if quietly else _step_page(request, newest, form, step)


def _keep(request: HttpRequest, newest: Practice, form: StepForm, step: int) -> Practice:
    version = form.cleaned_data["version"]
    if isinstance(form, FilesStep):
        saved = practice_files.describe_files(
            practice=newest, by=request.user, version=version, said=form.said_of_files()
        )
    else:
        saved = verbs.save_step(practice=newest, by=request.user, version=version, step=step, facts=form.facts())
    pages = reverse("library:write", args=[saved.code, step]).removesuffix(f"{step}/")
    follow(getattr(request.user, "code", ""), pages=pages, was=version, now=saved.version)
    return saved


def _onward(request: HttpRequest, saved: Practice, step: int) -> HttpResponse:
    """To the next step, or back to the list where the person goes on another day; a file goes once the rest is kept."""
    if "later" in request.POST:
        return redirect("library:my_practices")
    if "remove" in request.POST and step == practice_files.FILES_STEP:
        asks = reverse("library:write", args=[saved.code, step])
        return redirect(f"{asks}?{urlencode({'remove': request.POST['remove'][:20]})}")
    if step < LAST:
        return redirect("library:write", saved.code, step + 1)
    if "send" in request.POST:
        send_at_once(request, saved)
    return redirect("library:look", saved.code)


def _saved(saved: Practice) -> JsonResponse:
    text = _("Saved, %(time)s") % {"time": format_time(saved.changed_at)}
    return JsonResponse({"version": saved.version, "text": text})


def _changed_elsewhere(stale: Stale) -> JsonResponse:
    return JsonResponse({"text": str(stale.text)}, status=409)


def _not_saved(form: StepForm) -> JsonResponse:
    wrong = {form[name].label if name in form.fields else "": str(errors[0]) for name, errors in form.errors.items()}
    text = "; ".join(f"{label}: {error}" if label else error for label, error in wrong.items())
    return JsonResponse({"text": _("Not saved yet. %(why)s") % {"why": text}}, status=400)


def _step_page(request: HttpRequest, newest: Practice, form: StepForm, step: int) -> HttpResponse:
    back = reverse("library:write", args=[newest.code, step - 1]) if step > 1 else reverse("library:my_practices")
    context: dict[str, Any] = {
        "practice": newest,
        "form": form,
        "step": step,
        "last": LAST,
        "title": TITLES[step],
        "lead": LEADS[step],
        "steps": [(number, TITLES[number]) for number in FORMS],
        "back": back,
        "sends": step == LAST and sends_at_once(request.user, newest),
        "verdict": last_verdict(newest),
        "refused": why_not(request.user, "library.submit", newest),
    }
    if step == practice_files.FILES_STEP:
        context["upload"] = UploadForm()
    wrong = bool(form.errors) and request.method == "POST"
    return render(request, f"library/step_{step}.html", context, status=400 if wrong else 200)


def _both(request: HttpRequest, newest: Practice, step: int, stale: Stale) -> HttpResponse:
    """What was typed, ready to be saved over theirs, and beside it what stands there now."""
    now = newest_words(Practice.objects.select_related("locale", "institution", "kind").get(pk=newest.pk))
    data = request.POST.copy()
    data["version"] = str(now.version)
    context = {
        "practice": now,
        "form": FORMS[step](data, practice=now, by=request.user),
        "theirs": FORMS[step](practice=now, by=request.user, prefix="theirs"),
        "stale": stale,
        "step": step,
        "title": TITLES[step],
    }
    return render(request, "library/practice_stale.html", context, status=409)
