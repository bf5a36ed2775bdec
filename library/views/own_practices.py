"""The list of one's own practices, and the form that begins a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.errors import Conflict, Invalid
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill
from library.actions.writing import create_practice
from library.forms.new_practice import NewForm
from library.queries.practices import own_practices
from library.views.writing import form_page


@require_safe
@login_required
def my_practices(request: HttpRequest) -> HttpResponse:
    page = page_of(request, own_practices(request.user), 20)
    return render(request, "library/my_practices.html", {"page": page})


@form_page
@keeps_entry
def new_practice(request: HttpRequest) -> HttpResponse:
    """Nothing is created by looking: a button begins the draft, here or, `at_once`, on the page before this one."""
    at_once = "at_once" in request.POST
    form = NewForm(None if at_once else request.POST or None, by=request.user)
    refill(form, request)
    if at_once or (request.method == "POST" and form.is_valid()):
        try:
            practice = create_practice(by=request.user, **(form.likely() if at_once else form.facts()))
            return redirect("library:write", practice.code, 1)
        except (Invalid, Conflict) as fault:
            if at_once:
                messages.error(request, f"{fault.text} {fault.next_step}".strip())
                return redirect("library:my_practices")
            blame(form, fault)
    return render(request, "library/practice_new.html", {"form": form}, status=400 if form.errors else 200)
