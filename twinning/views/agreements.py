"""The agreement of a twin space: read, drawn up, signed, printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid, Stale
from core.files.typeset_pdf import typeset
from core.locales import language_of
from core.permissions import allowed
from core.web.form_addresses import post_only
from core.web.forms import blame, renew
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import agreements as verbs
from twinning.forms.spaces import SignForm
from twinning.models import Agreement, Partnership
from twinning.queries.agreements import unsigned_party
from twinning.queries.visibility import partnerships_visible_to
from twinning.showing.agreements import in_latin, page_of
from twinning.texts.agreements import LANGUAGES
from twinning.views.spaces import find_space, frame


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """The page of the agreement. Posting signs it."""
    partnership = find_space(request, code)
    found = partnership.agreements.prefetch_related("signatures").first()
    form = _form(request, found)
    if found is not None and form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "latin_name", "sha256")}
        try:
            verbs.sign_agreement(agreement=found, by=request.user, **said)
        except (Conflict, Invalid) as error:
            if isinstance(error, Stale):
                found.refresh_from_db()
                renew(form, sha256=found.sha256)
            blame(form, error)
        else:
            messages.success(request, _say_signed(found))
            return redirect("twinning:agreement", code)
    return _page(request, partnership, found, form)


@login_required
@post_only("twinning:agreement", "code")
def draw_up(request: HttpRequest, code: str) -> HttpResponse:
    verbs.draw_up_agreement(partnership=find_space(request, code), by=request.user)
    return redirect("twinning:agreement", code)


@require_safe
@login_required
def pdf(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The agreement as PDF/UA in Kyrgyz, Russian or English, for the partners only."""
    if language not in LANGUAGES:
        raise Http404
    rows = Agreement.objects.filter(partnership__in=partnerships_visible_to(request.user))
    found = get_object_or_404(rows.prefetch_related("signatures"), code=code)
    page = page_of(found, language)
    paper = typeset("agreement.typ", page, latin=in_latin(page))
    return HttpResponse(
        paper.pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="koepueroe-{found.code}-{language}.pdf"'},
    )


def _form(request: HttpRequest, found: Agreement | None) -> SignForm:
    user = request.user
    initial = {"name": getattr(user, "name", ""), "latin_name": getattr(user, "latin_name", "")}
    form = SignForm(request.POST or None, initial={**initial, "sha256": found.sha256 if found else ""})
    refill(form, request)
    return form


def _page(request: HttpRequest, partnership: Partnership, found: Agreement | None, form: SignForm) -> HttpResponse:
    may_sign = allowed(request.user, "twinning.sign_agreement", partnership)
    context = {
        **frame(request, partnership, "agreement"),
        "agreement": found,
        "text": page_of(found, language_of(get_language())) if found else None,
        "form": form,
        "may_sign": may_sign,
        "signs_now": may_sign and found is not None and unsigned_party(request.user, found) is not None,
        "may_redraw": may_sign and found is not None and not found.signatures.all(),
        "papers": LANGUAGES,
    }
    return render(request, "twinning/agreement.html", context)


def _say_signed(found: Agreement) -> str:
    if found.in_force_at:
        return _("You have signed. All parties have: the agreement is in force.")
    return _("You have signed. The partner has been told and signs next.")
