"""Last look at a draft, preview, submission, recall, deletion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Stale
from core.permissions import require, why_not
from core.web.form_addresses import post_only
from core.web.saved_forms import keeps_entry, refill
from library.actions import submitting
from library.actions import writing as verbs
from library.forms.submitting import SendForm
from library.forms.writing_steps import TITLES
from library.judging.preflight_findings import ERROR
from library.models import Practice
from library.queries.practices import newest_words
from library.queries.preflight import findings
from library.queries.review_rounds import last_verdict, open_round
from library.showing.practice_body import preview_context
from library.showing.preflight_findings import saying
from library.views.writing import form_page, visible_practice


@form_page
@keeps_entry
def look(request: HttpRequest, code: str) -> HttpResponse:
    """What is missing, each with a link to its field, then the practice as a reader will see it. POST sends it."""
    practice = visible_practice(request, code)
    require(request.user, "library.recall", practice)
    if practice.state == Practice.State.SUBMITTED and request.method != "POST":
        return render(request, "library/practice_sent.html", _sent_context(practice))
    form = SendForm(request.POST or None, initial={"version": practice.version})
    if request.method == "POST" and form.is_valid():
        done = _send(request, practice, form)
        if done is not None:
            return done
    refill(form, request)
    return _look_page(request, practice, form)


def _send(request: HttpRequest, practice: Practice, form: SendForm) -> HttpResponse | None:
    try:
        submitting.submit_practice(practice=practice, by=request.user, **form.cleaned_data)
    except submitting.NotReady:
        return None  # the page says all of it
    except Stale as stale:
        messages.warning(request, str(stale.text))
        return redirect("library:look", practice.code)
    except Conflict as fault:
        form.add_error(None, str(fault.text))
        return None
    return redirect("library:look", practice.code)


def _look_page(request: HttpRequest, practice: Practice, form: SendForm) -> HttpResponse:
    newest = newest_words(practice)
    found = findings(newest)
    rows = [(finding, saying(finding), TITLES[finding.step]) for finding in found]
    context = {
        **preview_context(newest),
        "form": form,
        "errors": [row for row in rows if row[0].weight == ERROR],
        "remarks": [row for row in rows if row[0].weight != ERROR],
        "verdict": last_verdict(practice),
        "refused": why_not(request.user, "library.submit", practice),
        "unchanged": practice.state == Practice.State.PUBLISHED,
        "steps": TITLES.items(),
    }
    failed = request.method == "POST"
    return render(request, "library/practice_look.html", context, status=400 if failed else 200)


def _sent_context(practice: Practice) -> dict[str, object]:
    return {**preview_context(newest_words(practice)), "round": open_round(practice)}


@require_safe
@login_required
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The newest text as its readers will see it, for those who may read it."""
    practice = visible_practice(request, code)
    require(request.user, "library.see_newest", practice)
    return render(request, "library/practice_preview.html", preview_context(newest_words(practice)))


@login_required
@post_only("library:timeline", "code")
def recall(request: HttpRequest, code: str) -> HttpResponse:
    practice = visible_practice(request, code)
    submitting.recall_practice(practice=practice, by=request.user)
    messages.success(request, _("It is a draft again. Change it and submit it when you are ready."))
    return redirect("library:look", practice.code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, code: str) -> HttpResponse:
    practice = visible_practice(request, code)
    require(request.user, "library.delete", practice)
    if request.method != "POST":
        return render(request, "library/practice_delete.html", {"practice": practice})
    verbs.delete_practice(practice=practice, by=request.user)
    messages.success(request, _("The draft is deleted, with its files."))
    return redirect("library:my_practices")
