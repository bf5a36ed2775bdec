"""Registers on the desk: upload, columns, dry run, import with progress, suspects side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.queries.offices import is_coordinator
from core.errors import Conflict, Invalid
from core.permissions import allowed
from core.web.confirming import ask_first
from core.web.form_addresses import post_only
from core.web.pagination import page_of
from twinning.actions import registers as verbs
from twinning.actions.register_suspects import KEEP, SAME, decide_suspect
from twinning.forms.registers import LABELS, ColumnsForm, UploadForm
from twinning.judging.register_suspects import metres_between
from twinning.models import RegisterImport, RegisterRow
from twinning.queries.registers import countries_of, open_suspects
from twinning.queries.visibility import registers_visible_to
from twinning.rules.register_files import header_of
from twinning.showing.institution_names import shown_name
from twinning.showing.registers import problem_of, problem_text, verdicts_of
from twinning.tasks import read_uploaded_register, work_through_register

State = RegisterImport.State
WORKING = (State.READING, State.CHECKING, State.RUNNING)


def _mine(request: HttpRequest, code: str) -> RegisterImport:
    return get_object_or_404(registers_visible_to(request.user), code=code)


@require_safe
@login_required
def registers(request: HttpRequest) -> HttpResponse:
    """Every register of the coordinator's countries, the newest first."""
    if not is_coordinator(request.user):
        raise Http404
    page = page_of(request, registers_visible_to(request.user).select_related("by"), 20)
    return render(request, "desk/registers.html", {"page": page})


@login_required
def new_register(request: HttpRequest) -> HttpResponse:
    countries = countries_of(request.user)
    if not countries:
        raise Http404
    first = countries[0] if len(countries) == 1 else ""
    form = UploadForm(request.POST or None, request.FILES or None, countries=countries, initial={"country": first})
    if request.method == "POST" and form.is_valid():
        try:
            register = verbs.upload_register(by=request.user, **form.cleaned_data)
            read_uploaded_register.enqueue(register.code)
            return redirect("twinning:register", register.code)
        except Invalid as fault:
            form.add_error(fault.field or "file", str(fault.text))
    return render(request, "desk/register_new.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    """One register: its columns, its counts, its rows; or how far the worker is."""
    found = _mine(request, code)
    if found.state in WORKING:
        name = "desk/register_progress.html" if request.htmx else "desk/register_working.html"  # type: ignore[attr-defined]  # htmx middleware
        return render(request, name, {"register": found})
    if request.htmx:  # type: ignore[attr-defined]  # the progress bar asked, and the work is done: the whole page is another one
        return HttpResponseClientRefresh()
    return _show(request, found, _columns_form(found))


def _columns_form(found: RegisterImport, data: Any = None) -> ColumnsForm:
    mapping = {"header": [], "columns": {}, **found.mapping}
    return ColumnsForm(data, header=mapping["header"], columns=mapping["columns"])


def _show(request: HttpRequest, found: RegisterImport, form: ColumnsForm) -> HttpResponse:
    verdict = request.GET.get("show", "")
    rows = found.rows.order_by("number")
    page = page_of(request, rows.filter(verdict=verdict) if verdict else rows, 50)
    for row in page.object_list:
        row.sentence, row.column_label = problem_text(row), LABELS.get(row.column, "")
    context: dict[str, Any] = {
        "register": found,
        "form": form,
        "verdicts": verdicts_of(found),
        "page": page,
        "show": verdict,
        "kept": _is_kept(found),
        "problem": problem_of(found),
    }
    return render(request, "desk/register.html", context, status=400 if form.errors else 200)


def _is_kept(found: RegisterImport) -> bool:
    """Whether there is something to check and to import."""
    try:
        header_of(found)
    except Conflict:
        return False
    return True


@login_required
@post_only("twinning:register", "code")
def check_register(request: HttpRequest, code: str) -> HttpResponse:
    found = _mine(request, code)
    form = _columns_form(found, request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        verbs.map_columns(register=found, by=request.user, columns=form.columns())
    except Invalid as fault:
        form.add_error(fault.field or None, str(fault.text))
        return _show(request, found, form)
    verbs.check_register(register=found, by=request.user)
    work_through_register.enqueue(found.code)
    return redirect("twinning:register", found.code)


@login_required
@post_only("twinning:register", "code")
def import_register(request: HttpRequest, code: str) -> HttpResponse:
    found = _mine(request, code)
    verbs.run_import(register=found, by=request.user)
    work_through_register.enqueue(found.code)
    return redirect("twinning:register", found.code)


@require_safe
@login_required
def suspects(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one institution, side by side."""
    if not is_coordinator(request.user):
        raise Http404
    page = page_of(request, open_suspects(request.user), 10)
    for row in page.object_list:
        row.metres = _metres(row)
    return render(request, "desk/suspects.html", {"page": page, "keep": KEEP, "same": SAME})


def _metres(row: RegisterRow) -> int | None:
    one, two = row.institution, row.suspect_of
    if one is None or two is None or None in {one.latitude, one.longitude, two.latitude, two.longitude}:
        return None
    return round(metres_between((one.latitude, one.longitude), (two.latitude, two.longitude)))  # type: ignore[arg-type]  # checked above


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, code: str, row: int) -> HttpResponse:
    """Keeping both needs no confirmation; joining them cannot be taken back, so it is confirmed first."""
    found = get_object_or_404(RegisterRow.objects.select_related("register"), number=row, register=_mine(request, code))
    if not allowed(request.user, "twinning.decide_register", found.register):
        return redirect("twinning:suspects")
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Merge the two?"),
            about=" → ".join(shown_name(one).text for one in (found.institution, found.suspect_of) if one),
            text=_("The first goes; its people and what they did move to the second. It cannot be taken back."),
            action=_("Merge them"),
            back=reverse("twinning:suspects"),
            fields={"decision": SAME},
        )
    try:
        decide_suspect(row=found, by=request.user, decision=request.POST.get("decision", ""))
        messages.success(request, _("Decided. You can see it in the log of the institution."))
    except (Conflict, Invalid) as fault:
        messages.warning(request, str(fault.text))
    return redirect("twinning:suspects")
