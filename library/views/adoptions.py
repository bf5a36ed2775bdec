"""Adoptions of a practice ("we tried it"), translations, external evaluations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid, Stale
from core.permissions import allowed, require
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.forms import blame
from core.web.language_fields import begins_in
from core.web.saved_forms import keeps_entry, refill
from library.actions import adopting as verbs
from library.actions.evaluating import evaluate_practice
from library.actions.translating import begin_translation
from library.forms.adoptions import AdoptionForm, EvaluationForm
from library.models import Adoption, Evaluation, Practice
from library.queries.adoptions import adoptions_visible_to, may_try_for, told_by
from library.queries.practices import practices_published

form_page = require_http_methods(["GET", "HEAD", "POST"])


def published_practice(code: str) -> Practice:
    rows = practices_published().select_related("locale", "institution", "kind", "owner")
    return get_object_or_404(rows, code=code)


@form_page
@keeps_entry
def tried(request: HttpRequest, code: str) -> HttpResponse:
    """One form to tell and to change: which of the two it is depends on the institution chosen."""
    practice = published_practice(code)
    require(request.user, "library.adopt", practice)
    schools = may_try_for(request.user, practice)
    told = told_by(practice, schools, request.POST.get("institution") or request.GET.get("institution", ""))
    if told is not None:
        require(request.user, "library.change_adoption", told)
    form = AdoptionForm(
        request.POST or None,
        schools=schools,
        told=told,
        language=begins_in(Adoption.objects.filter(by=request.user.pk)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, practice, told, form)
            return redirect(f"{reverse('library:practice', args=[practice.code])}#tried")
        except (Invalid, Conflict) as fault:
            blame(form, fault)
            if isinstance(fault, Stale) and told is not None:
                told.refresh_from_db()
                data = request.POST.copy()
                data["version"] = str(told.version)
                form.data = data
    refill(form, request)
    context = {"practice": practice, "form": form, "told": told}
    return render(request, "library/tried.html", context, status=400 if form.errors else 200)


def _save(request: HttpRequest, practice: Practice, told: Adoption | None, form: AdoptionForm) -> None:
    if told is None:
        verbs.try_practice(practice=practice, institution=form.school(), by=request.user, **form.facts())
        messages.success(request, _("Thank you. What you told stands on the page now, and the authors read it."))
        return
    version = form.cleaned_data.get("version") or 0
    verbs.change_adoption(adoption=told, by=request.user, version=version, **form.facts())
    messages.success(request, _("Saved."))


@form_page
@login_required
def withdraw(request: HttpRequest, code: str, adoption: str) -> HttpResponse:
    rows = adoptions_visible_to(request.user).select_related("practice", "institution")
    # A trial belongs to the practice in all its languages: the reader stays in theirs.
    family = Practice.objects.filter(code=code).values("translation_key")
    found = get_object_or_404(rows, code=adoption, practice__translation_key__in=family)
    if request.method != "POST":
        require(request.user, "library.change_adoption", found)
        return ask_first(
            request,
            title=_("Take back what you told?"),
            about=found.practice.title,
            language=found.practice.language,
            text=_("Taken back, it counts no more; you can tell it again later."),
            action=_("Take it back"),
            back=reverse("library:tried", args=[code]),
        )
    verbs.withdraw_adoption(adoption=found, by=request.user)
    messages.success(request, _("It is taken back and stands on the page no more."))
    return redirect("library:practice", code)


@login_required
@post_only("library:practice", "code")
def translate(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the practice in another language, and go on to write it."""
    practice = published_practice(code)
    try:
        made = begin_translation(practice=practice, language=request.POST.get("language", ""), by=request.user)
    except (Invalid, Conflict) as fault:
        messages.error(request, str(fault.text))
        return redirect("library:practice", code)
    return redirect("library:write", made.code, 1)


@form_page
@keeps_entry
def evaluated(request: HttpRequest, code: str) -> HttpResponse:
    """For moderators; to all others there is no such page."""
    practice = published_practice(code)
    if not allowed(request.user, "library.evaluate", practice):
        raise Http404
    known = Evaluation.objects.filter(practice=practice).values("evaluator", "url", "words", "language").first()
    form = EvaluationForm(
        request.POST or None, initial=known or {"language": begins_in(Evaluation.objects.filter(by=request.user.pk))}
    )
    if request.method == "POST" and form.is_valid():
        try:
            evaluate_practice(practice=practice, by=request.user, **form.cleaned_data)
            messages.success(request, _("The practice stands on the highest step now."))
            return redirect("library:practice", code)
        except Invalid as fault:
            blame(form, fault)
    refill(form, request)
    context = {"practice": practice, "form": form}
    return render(request, "library/evaluated.html", context, status=400 if form.errors else 200)
