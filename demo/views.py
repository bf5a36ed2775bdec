from allauth.account.utils import get_next_redirect_url, perform_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.web.form_addresses import post_only
from demo.models import DemoMail
from demo.queries.people import person_for

SHOWN = 50


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mails.html", {"mails": DemoMail.objects.all()[:SHOWN]})


@require_safe
def mail(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": get_object_or_404(DemoMail, code=code)})


@post_only("account_login")
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people: only accounts that carry the demo mark."""
    person = person_for(request.POST.get("role", ""))
    if person is None:
        raise Http404
    answer: HttpResponse = perform_login(request, person, redirect_url=get_next_redirect_url(request))
    return answer
