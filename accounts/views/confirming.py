"""The link that confirms a mail address: allauth's page, and an answer for who opens it a second time."""

from typing import Any

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.showing.first_page import first_page_of


@method_decorator(never_cache, name="dispatch")
class Confirm(ConfirmEmailView):
    """Whoever is signed in and has confirmed this address is led on: to log in once more would help them nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _confirmed_before(request.user, kwargs["key"]):
            messages.info(request, _("Your address is confirmed already."))
            return redirect(first_page_of(request.user))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


def _confirmed_before(user: Any, key: str) -> bool:
    """By a link of their own, however old. A forged one, or somebody else's, confirms nothing."""
    if not user.is_authenticated:
        return False
    try:
        number = signing.loads(key, salt=app_settings.SALT)
    except signing.BadSignature:
        return False
    return bool(EmailAddress.objects.filter(pk=number, user=user, verified=True).exists())


confirm = Confirm.as_view()
