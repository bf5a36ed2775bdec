"""What was typed when a session had ended: kept on the server for an hour, for the same person in the same browser.

A form of members wears `keeps_entry`; its view calls `refill(form, request)` when it shows the form.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.forms import BaseForm, FileField, PasswordInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import TooMany
from core.limits import HOUR, Per, limit, spend
from core.models import KeptEntry

LIFE: Final = timedelta(hours=1)
COOKIE: Final = "browser"
COOKIE_AGE: Final = 30 * 24 * 3600
MOST_LETTERS: Final = 200_000
MOST_ENTRIES: Final = 5
MOST_OF_ACCOUNT: Final = 20  # over all browsers: each log-in may be a new one
KEEP: Final = limit(
    "keep",
    figure=60,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=gettext_lazy("Forms were kept more than %(figure)s times within one hour."),
)
NEVER: Final = re.compile(r"csrf|pass|secret|token|credential|(^|_|-)code$", re.IGNORECASE)

View = Callable[..., HttpResponseBase]


def keeps_entry(view: View) -> View:
    """For views of members that take a form. Anonymous: to log-in, and what was typed waits for the same person.

    It waits too where a limit was met (core.pages): the answer is a page of its own, without the form.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and _arrived(request, response):
            _of(request).delete()
        return response

    guarded.keeps_entry = True  # type: ignore[attr-defined]  # asked by keep_refused
    return guarded


def keep_refused(request: HttpRequest) -> bool:
    """A form without its token: keep what it said where its view keeps entries. True when it was kept."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return bool(getattr(view, "keeps_entry", False)) and keep(request)


def keep(request: HttpRequest) -> bool:
    """Keep the posted text; True when there was something to keep and somebody to keep it for."""
    browser, account = browser_of(request)
    if request.user.is_authenticated:
        account = request.user.code
    data = {name: texts for name, texts in request.POST.lists() if not NEVER.search(name)}
    size = sum(len(text) for texts in data.values() for text in texts)
    names = sum(len(name) for name in data)
    page = page_of(request)
    fits = size + names <= MOST_LETTERS and len(page) <= 300  # noqa: PLR2004 - the field's length
    if not (browser and account and size and fits and _may_keep(account)):
        return False
    KeptEntry.objects.filter(expires_at__lte=timezone.now()).delete()
    mine = KeptEntry.objects.filter(browser=_digest(browser))
    mine.filter(path=page).delete()
    _leave(mine, MOST_ENTRIES - 1)
    _leave(KeptEntry.objects.filter(account=account), MOST_OF_ACCOUNT - 1)
    KeptEntry.objects.create(
        browser=_digest(browser), account=account, path=page, data=data, expires_at=timezone.now() + LIFE
    )
    return True


def _leave(entries: Any, most: int) -> None:
    """The newest ones."""
    KeptEntry.objects.filter(pk__in=list(entries.order_by("-pk").values_list("pk", flat=True)[most:])).delete()


def _may_keep(account: str) -> bool:
    """Whoever sends form after form without being signed in fills no disk."""
    try:
        spend(KEEP, account)
    except TooMany:
        return False
    return True


def page_of(request: HttpRequest) -> str:
    """The page that shows the form: where it was sent from, else where it was sent to."""
    parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    same = parts.netloc == request.get_host() and not _is_log_in(parts.path)
    return parts.path if request.method == "POST" and same else request.path


def kept(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page, in this browser, within the last hour."""
    entry = _of(request).first() if request.user.is_authenticated else None
    if entry is None:
        return None
    data = QueryDict(mutable=True)
    for name, texts in entry.data.items():
        data.setlist(name, texts)
    return data


def initial_from_kept(request: HttpRequest) -> dict[str, Any]:
    """The same as plain initial values: a text, or a list where there were several."""
    data = kept(request)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in data.lists()} if data is not None else {}


def refill(form: BaseForm, request: HttpRequest) -> bool:
    """Offer the kept text in an unbound form, unticked boxes too, and say so; True when something was kept."""
    data = None if form.is_bound else kept(request)
    names = [] if data is None else [name for name, field in form.fields.items() if _refillable(field)]
    if data is None or not any(form.add_prefix(name) in data for name in names):
        return False
    for name in names:
        form.initial[name] = form.fields[name].widget.value_from_datadict(data, {}, form.add_prefix(name))
    messages.info(request, _("What you had typed is here again. It was not sent yet: look at it and send it."))
    return True


def forget_old_entries() -> int:
    """Delete what is older than an hour; called by the worker's housekeeping."""
    count, _each = KeptEntry.objects.filter(expires_at__lte=timezone.now()).delete()
    return count


def browser_of(request: HttpRequest) -> tuple[str, str]:
    """(random name of this browser, code of the account that was last signed in here); empty where unknown."""
    try:
        signed = request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=COOKIE_AGE)
    except (KeyError, signing.BadSignature):
        return "", ""
    browser, _colon, account = (signed or "").partition(":")
    return browser, account


def is_browser(cookies: Mapping[str, str]) -> bool:
    """Whether somebody was signed in in this browser within the last month, as its signed cookie says."""
    try:
        signing.get_cookie_signer(salt=COOKIE + COOKIE).unsign(cookies.get(COOKIE, ""), max_age=COOKIE_AGE)
    except signing.BadSignature:
        return False
    return True


def _to_login(request: HttpRequest) -> HttpResponse:
    page = page_of(request) if request.method == "POST" else request.get_full_path()
    if request.method == "POST" and keep(request):
        messages.info(request, _("Your session had ended. What you typed is kept for one hour: sign in and go on."))
    answer: HttpResponse = redirect_to_login(page)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _of(request: HttpRequest) -> Any:
    browser, _account = browser_of(request)
    return KeptEntry.objects.filter(
        browser=_digest(browser),
        account=getattr(request.user, "code", ""),
        path=page_of(request),
        expires_at__gt=timezone.now(),
    )


def _arrived(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A form that was taken answers with a way on; a page with status 200 shows its errors."""
    quietly = "HX-Request" in request.headers or "X-Autosave" in request.headers
    return response.status_code in {301, 302, 303} or (response.status_code < 300 and quietly)  # noqa: PLR2004


def _refillable(field: Any) -> bool:
    return not isinstance(field, FileField) and not isinstance(field.widget, PasswordInput)


def _is_log_in(path: str) -> bool:
    return path == reverse("account_login")


def _digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
