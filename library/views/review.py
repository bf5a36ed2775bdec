"""One review: the text, its changes since the last round, the answer, comparison with near-duplicates."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.permissions import why_not
from core.web.forms import blame
from core.web.saved_forms import keep_rest, keeps_entry, preview, refill
from library.actions.claiming import keep_claim, keep_note
from library.actions.deciding import publish_practice, return_practice
from library.actions.review_conflicts import Closed, Taken
from library.forms.review import ReviewForm
from library.judging.preflight_findings import errors_of
from library.judging.text_differences import shared_between
from library.models import PracticeReview
from library.queries.duplicates import nearly_same
from library.queries.practices import newest_words, practices_visible_to
from library.queries.preflight import findings
from library.queries.review_queue import earlier_rounds, free_at, holder_of, is_open, newest_round
from library.showing.changes import changes_between
from library.showing.practice_body import shown
from library.showing.preflight_findings import part_names
from library.showing.return_sentences import sentence_for
from library.showing.review_queue import compared, due_of, found_in, tags_of
from library.views.review_queue import clashed, visible_review

NOTE, START, RETURN, PUBLISH = "note", "start", "return", "publish"


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def review(request: HttpRequest, code: str) -> HttpResponse:
    found = visible_review(request, code)
    deed = request.POST.get("deed", "")
    data = _started(request) if deed == START else request.POST
    if deed == START and (onward := preview(request, request.path, data)):
        return onward
    form = ReviewForm(data if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and deed != START and form.is_valid():
        try:
            done = _done(request, found, deed, form.cleaned_data)
        except (Taken, Closed) as clash:
            return clashed(request, found, clash, typed=form.cleaned_data, **_now(found))
        except (Invalid, Conflict) as fault:
            blame(form, fault)
        else:
            return done
    if not is_open(found):
        later = newest_round(found)
        context = {"review": found, "rounds": [found, *earlier_rounds(found)], "later": later}
        context["waits"] = later is not None and is_open(later)
        return render(request, "desk/practice_closed.html", context)
    keep_claim(review=found, by=request.user)
    refill(form, request)
    wrong = request.method == "POST" and deed != START and bool(form.errors)
    return render(request, "desk/practice.html", _page(request, found, form), status=400 if wrong else 200)


def _done(request: HttpRequest, found: PracticeReview, deed: str, said: dict[str, Any]) -> HttpResponse:
    if deed == RETURN:
        return_practice(review=found, by=request.user, **said)
        messages.success(request, _("Sent back. The authors read the reason and your words."))
        return redirect("library:desk")
    if deed == PUBLISH:
        del said["reason"]
        after = publish_practice(review=found, by=request.user, **said)
        if after.verdict:
            messages.success(request, _("Published. The authors are told."))
        else:
            messages.info(request, _("Your yes is kept. One more step is left."))
        return redirect("library:desk")
    if deed == NOTE:
        keep_note(review=found, by=request.user, note=said["note"])
        keep_rest(request, sent=("note",))
        messages.success(request, _("The note is kept."))
        return redirect("library:review", found.code)
    raise Invalid(_("Press one of the buttons below."))


def _started(request: HttpRequest) -> Any:
    """The same form, with the sentences of the chosen reason set before what was typed."""
    data = request.POST.copy()
    language = data.get("language", "")
    if language in dict(settings.LANGUAGES):
        start = sentence_for(data.get("reason", ""), language)
        if start and start not in data.get("words", ""):
            data["words"] = f"{start}\n\n{data.get('words', '')}".strip()
    return data


def _initial(found: PracticeReview) -> dict[str, str]:
    known = dict(settings.LANGUAGES)
    return {"note": found.note, "language": found.practice.language if found.practice.language in known else "ru"}


def _now(found: PracticeReview) -> dict[str, Any]:
    """What stands there now, with the name of the reason in words."""
    found.refresh_from_db()
    return {"reason": found.reason.label if found.reason is not None else ""}


def _page(request: HttpRequest, found: PracticeReview, form: ReviewForm) -> dict[str, Any]:
    newest = newest_words(found.practice)
    rounds = earlier_rounds(found)
    errors = errors_of(findings(newest))
    holder = holder_of(found)
    stored = [*(error.stored() for error in errors), *(row for row in found.findings if row.get("weight") != "error")]
    return {
        "review": found,
        "form": form,
        "practice": newest,
        "shown": shown(newest),
        "rounds": rounds,
        "changes": changes_between(rounds[0].snapshot, found.snapshot) if rounds else [],
        "findings": found_in(stored, seen=_beside(request, stored)),
        "clean": not stored,
        "errors": bool(errors),
        "holder": holder,
        "mine": holder == request.user,
        "until": free_at(found),
        "due": due_of(found),
        "tags": tags_of(found),
        "refused": why_not(request.user, "library.review", found),
    }


def _beside(request: HttpRequest, stored: list[dict[str, Any]]) -> set[str]:
    """The near-duplicates that are still published or in review; drafts are left out."""
    codes = {compared(row) for row in stored} - {""}
    return set(practices_visible_to(request.user).filter(code__in=codes).values_list("code", flat=True))


@require_safe
@login_required
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Two practices part by part; what stands in both is marked. Only what the person may read on the desk."""
    found = visible_review(request, code)
    beside = get_object_or_404(practices_visible_to(request.user), code=other)
    return render(request, "desk/practice_compare.html", _both(found, beside))


def _both(found: PracticeReview, beside: Any) -> dict[str, Any]:
    newest = newest_words(found.practice)
    names = [("title", _("Title")), ("summary", _("Summary")), *part_names()]
    alike = next((share for other, share in nearly_same(newest) if other.pk == beside.pk), 0.0)
    rows = [(said, *shared_between(getattr(newest, name), getattr(beside, name))) for name, said in names]
    back = reverse("library:review", args=[found.code])
    return {"review": found, "mine": newest, "other": beside, "rows": rows, "alike": round(alike * 100), "back": back}
