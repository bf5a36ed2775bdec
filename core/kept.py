"""Nothing typed is lost: a view of members wears `keeps_entry` and calls `refill(form, request)` when it shows a form.

What a page saves while somebody types, what a refusal or an ended session would have swallowed, what a preview is made
of: all of it is one draft (core.drafts), which the page shows again until the form is taken.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import BaseForm, FileField, PasswordInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core import drafts
from core.models import KeptEntry

COOKIE: Final = "browser"
COOKIE_AGE: Final = 30 * 24 * 3600
FAULTY: Final = frozenset({200, 400, 403, 409, 422})  # a page that shows the form again, with what is wrong

View = Callable[..., HttpResponseBase]


def keeps_entry(view: View) -> View:
    """For views of members that take a form. Anonymous: to log-in, and what was typed waits for the same person.

    It waits too where the form was not taken, whether the view says why or core.pages does.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        request.keeps = page_of(request)  # type: ignore[attr-defined]  # read by base.html
        response = view(request, *args, **kwargs)
        if request.method == "POST" and not hasattr(request, "kept_stays"):
            _settle(request, response)
        return response

    guarded.keeps_entry = True  # type: ignore[attr-defined]  # asked by keeps_at
    return guarded


def keeps_at(path: str) -> bool:
    """Whether the page at this path, in whatever language, has a form that is kept."""
    with translation.override(translation.get_language_from_path(path) or translation.get_language()):
        try:
            view = resolve(path).func
        except Resolver404:
            return False
    return bool(getattr(view, "keeps_entry", False))


def keep_refused(request: HttpRequest) -> bool:
    """A form that ended in an error: keep what it said, where its view keeps entries. True when it was kept."""
    return request.method == "POST" and keeps_at(request.path_info) and keep(request)


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent this; one that says nothing is not believed.

    Asked where no token vouches for the sender: a foreign site must not put words into somebody's form.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(said).netloc == request.get_host()


def keep(request: HttpRequest) -> bool:
    """Keep the posted text; True when there was something to keep and somebody to keep it for."""
    said = drafts.typed(request.POST, page=page_of(request), sent_to=request.path)
    if not request.user.is_authenticated:
        browser, account = browser_of(request)
        return drafts.keep_left(account, browser, said)
    # Typed by one person, sent when another had signed in in this browser: it is not theirs.
    return request.POST.get("kept-by", request.user.code) == request.user.code and drafts.keep_own(
        request.user.code, said
    )


def preview(request: HttpRequest, to: str) -> HttpResponse | None:
    """To the page that shows a form once more before it is sent: it shows the draft, so a reload sends nothing again.

    None where it could not be kept: then the view shows what was posted.
    """
    if not keep(request):
        return None
    request.kept_stays = True  # type: ignore[attr-defined]  # read by keeps_entry
    return redirect(to)


def page_of(request: HttpRequest) -> str:
    """The page that shows the form: as the form says, else where it was sent from, else where it was sent to."""
    if request.method != "POST":
        return request.path
    said = request.POST.get("kept-page", "")
    if said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None):
        return urlsplit(said).path
    parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    same = parts.netloc == request.get_host() and not _is_log_in(parts.path)
    return parts.path if same else request.path


def kept(request: HttpRequest, *, page: str = "") -> QueryDict | None:
    """What this person had typed on this page and not sent; the newest, where there are several."""
    row = next((row for row in _rows(request, page) if row.over_at is None), None)
    return None if row is None else _posted(row)


def initial_from_kept(request: HttpRequest) -> dict[str, Any]:
    """The same as plain initial values: a text, or a list where there were several."""
    data = kept(request)
    return {name: texts if len(texts) > 1 else texts[0] for name, texts in data.lists()} if data is not None else {}


def refill(form: BaseForm, request: HttpRequest, *, page: str = "") -> bool:
    """Put the draft into an unbound form, unticked boxes too; True when there was one. The page says so (base.html).

    `page` where the form belongs to another page than the one that is shown. A draft that says what the form says
    anyway is dropped.
    """
    for row in [] if form.is_bound else _rows(request, page):
        values = _values(form, row)
        if not values:
            continue
        if row.over_at is not None:
            _offer_back(request, row)
        elif any(_differs(form, name, value) for name, value in values.items()):
            form.initial.update(values)
            request.kept_row = row  # type: ignore[attr-defined]  # read by base.html
            return True
        else:
            row.delete()
    return False


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


def _settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a form was sent: taken, its draft is over; not taken, what it said is the draft."""
    quietly = "HX-Request" in request.headers or "X-Autosave" in request.headers
    if response.status_code in {301, 302, 303} or (response.status_code < 300 and quietly):  # noqa: PLR2004 - all that is well
        said = drafts.typed(request.POST, page=page_of(request), sent_to=request.path)
        drafts.arrived(getattr(request.user, "code", ""), browser_of(request)[0], said)
    elif response.status_code in FAULTY:
        keep(request)


def _rows(request: HttpRequest, page: str) -> list[KeptEntry]:
    """Asked once, however many forms a page has."""
    if not request.user.is_authenticated:
        return []
    asked: dict[str, list[KeptEntry]] = request.__dict__.setdefault("kept_rows", {})
    page = page or page_of(request)
    if page not in asked:
        asked[page] = drafts.entries(request.user.code, browser_of(request)[0], page)
    return asked[page]


def _posted(row: KeptEntry) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in row.data.items():
        data.setlist(name, texts)
    return data


def _values(form: BaseForm, row: KeptEntry) -> dict[str, Any]:
    """What the draft says of each field; empty where it is that of another form."""
    data = _posted(row)
    names = [name for name, field in form.fields.items() if _refillable(field)]
    if not any(form.add_prefix(name) in data for name in names):
        return {}
    values = {name: form.fields[name].widget.value_from_datadict(data, {}, form.add_prefix(name)) for name in names}
    return {name: value for name, value in values.items() if not _nonsense(form.fields[name], value)}


def _nonsense(field: Any, value: Any) -> bool:
    """In a field that nobody sees: the page's own value is better than that."""
    if not field.widget.is_hidden:
        return False
    try:
        field.clean(value)
    except ValidationError:
        return True
    return False


def _differs(form: BaseForm, name: str, value: Any) -> bool:
    """Hidden fields are the page's own, not something that somebody typed."""
    field = form.fields[name]
    begun = form.get_initial_for_field(field, name)
    if field.widget.is_hidden or _words(field, begun) == _words(field, value):
        return False
    return bool(field.has_changed(begun, value))


def _words(field: Any, value: Any) -> Any:
    """As the page shows it: a day and its text are the same, and so are nothing and an empty one."""
    if isinstance(value, list | tuple | set):
        return sorted(str(field.prepare_value(one)) for one in value)
    return str(field.prepare_value(value)) if value not in (None, "", False) else ""


def _offer_back(request: HttpRequest, row: KeptEntry) -> None:
    if row.data and row.over_at and timezone.now() - row.over_at < drafts.REMORSE:
        request.kept_thrown = row  # type: ignore[attr-defined]  # read by base.html


def _refillable(field: Any) -> bool:
    return not isinstance(field, FileField) and not isinstance(field.widget, PasswordInput)


def _is_log_in(path: str) -> bool:
    return path == reverse("account_login")
