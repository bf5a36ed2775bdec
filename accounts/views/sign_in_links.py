"""Signing in by a link in a mail: asking for it, opening it, correcting a mistyped address.

Opening alone signs nobody in, since mail scanners open links: the page has a button that posts.
"""

from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.correcting_address import SigningUp, correct_address
from accounts.actions.sign_in_links import mail_link, prove_address
from accounts.forms.sign_in import LinkForm
from accounts.forms.sign_in_session import SIGNING_UP, note_address, note_sign_up
from accounts.queries.sign_in_links import person_of
from core.web.error_pages import forbidden

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
def to_login(request: HttpRequest) -> HttpResponse:
    """Redirect to the one log-in page. Somebody who is signed in was sent here for lack of a permission: 403."""
    if request.user.is_authenticated:
        return forbidden(request)
    asked = request.META.get("QUERY_STRING", "")
    return redirect(reverse("account_login") + (f"?{asked}" if asked else ""))


@form_page
@never_cache
def ask_link(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("accounts:home")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_address(request, form.cleaned_data["email"], kind="link")
        mail_link(address=form.cleaned_data["email"], by=request.user, request=request)
        return redirect("accounts:link_sent")
    return render(request, "accounts/ask_link.html", {"form": form})


@require_safe
@never_cache
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_sent.html")


@form_page
@never_cache
def correct(request: HttpRequest) -> HttpResponse:
    """The address of a sign-up that nobody has confirmed yet, from the page that says where the mail went."""
    said: SigningUp | None = request.session.get(SIGNING_UP)
    if request.user.is_authenticated:
        return redirect("accounts:home")
    if request.method != "POST" or said is None:
        if said is None:
            messages.info(
                request, _("This browser no longer knows what you signed up with. Fill in the form once more.")
            )
        return redirect("account_signup" if said is None else "account_email_verification_sent")
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "account/verification_sent.html", {"form": form})
    address = form.cleaned_data["email"]
    person = correct_address(address=address, said=said, by=request.user)
    if person is not None:
        said["person"] = person.code
    note_sign_up(request, address=address, said=said)
    answer: HttpResponse = (
        prevent_enumeration(request, email=address)
        if person is None
        else perform_login(request, person, redirect_url=said["onward"] or None, signup=True)
    )
    return answer


@form_page
@never_cache
@sensitive_variables("token")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A second factor is still asked for: the link stands for the password alone."""
    person = person_of(token)
    if person is None:
        return render(request, "accounts/link.html", {"person": None}, status=410)
    if request.user.is_authenticated:
        return redirect("accounts:home")
    if request.method == "POST":
        prove_address(user=person, by=request.user)
        answer: HttpResponse = perform_login(request, person)
        return answer
    return render(request, "accounts/link.html", {"person": person})
