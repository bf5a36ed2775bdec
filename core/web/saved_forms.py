"""Nothing typed is lost: a view of members wears `keeps_entry` and calls `refill(form, request)` when it shows a form.

What a page saves while somebody types, what a refusal or an ended session would have swallowed, what a preview is made
of: all of it is one draft (core.web.drafts), which the page shows again until the form is taken.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.forms import BaseForm, FileField, PasswordInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.models import KeptEntry
from core.server.browser_cookie import browser_of
from core.web import drafts
from core.web.typed import Typed, typed

FAULTY: Final = frozenset({200, 400, 403, 409, 422})  # a page that shows the form again, with what is wrong

View = Callable[..., HttpResponseBase]


def keeps_entry(view: View) -> View:
    """For views of members that take a form. Anonymous: to log-in, and what was typed waits for the same person.

    It waits too where the form was not taken, whether the view says why or core.web.error_pages does.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        request.keeps = page_of(request)  # type: ignore[attr-defined]  # read by base.html
        if request.method != "POST":
            return view(request, *args, **kwargs)
        said = _said(request)
        _shows(request, said.mark, said.number)  # the page that refuses it
        behind = drafts.is_behind(request.user.code, said)
        response = view(request, *args, **kwargs)
        if behind and response.status_code in FAULTY and not _quiet(request):
            return redirect(back_to(request))  # a refused page was loaded anew: the newer words stand there
        if not hasattr(request, "kept_stays"):
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


def keep(request: HttpRequest, post: QueryDict | None = None) -> bool:
    """Keep the posted text; True when there was something to keep and somebody to keep it for."""
    said = _said(request, post)
    if not request.user.is_authenticated:
        browser, account = browser_of(request)
        return request.POST.get("kept-by", account) == account and drafts.keep_left(account, browser, said)
    return is_theirs(request) and drafts.keep_own(request.user.code, said)


def is_theirs(request: HttpRequest) -> bool:
    """Not so where it was typed by one person and sent when another had signed in in this browser."""
    code = getattr(request.user, "code", "")
    return request.POST.get("kept-by", code) == code


def keep_rest(request: HttpRequest, *, sent: tuple[str, ...]) -> None:
    """A button sent a part of its form, the fields `sent`: the rest of it is the draft from now on."""
    rest = request.POST.copy()
    for name in sent:
        rest.pop(name, None)
    if not keep(request, rest):
        drafts.arrived(getattr(request.user, "code", ""), browser_of(request)[0], _said(request))
    request.kept_stays = True  # type: ignore[attr-defined]  # read by keeps_entry


def preview(request: HttpRequest, to: str, post: QueryDict | None = None) -> HttpResponse | None:
    """To the page that shows a form once more before it is sent: it shows the draft, so a reload sends nothing again.

    None where it could not be kept: then the view shows what was posted. `post` where the view put something into it.
    """
    if not keep(request, post):
        return None
    request.kept_stays = True  # type: ignore[attr-defined]  # read by keeps_entry
    return redirect(to)


def page_of(request: HttpRequest) -> str:
    """The page that shows the form: as the form says, else where it was sent from, else where it was sent to."""
    return urlsplit(back_to(request)).path if request.method == "POST" else request.path


def back_to(request: HttpRequest) -> str:
    """The same of a form that was sent, with the question its address asks: whom it is for, what it quotes."""
    parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    same = parts.netloc == request.get_host() and not _is_log_in(parts.path)
    sent_from = urlunsplit(("", "", parts.path, parts.query, "")) if same else ""
    said = request.POST.get("kept-page", "").replace("\0", "")
    if _is_of_this_site(said) and urlsplit(said).path != parts.path:
        return urlsplit(said).path
    return sent_from if _is_of_this_site(sent_from) else request.get_full_path()


def kept(request: HttpRequest, *, page: str = "") -> QueryDict | None:
    """What this person had typed on this page and not sent; the newest, where there are several."""
    row = next((row for row in _rows(request, page) if row.over_at is None), None)
    if row is None:
        return None
    _shows(request, row.mark, row.number)
    return _posted(row)


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
            _among(request, "kept_drafts", row)
            _shows(request, row.mark, row.number)
            return True
        else:
            row.delete()
    return False


def _to_login(request: HttpRequest) -> HttpResponse:
    page = back_to(request) if request.method == "POST" else request.get_full_path()
    if request.method == "POST" and keep(request):
        messages.info(request, _("Your session had ended. What you typed is kept for one hour: sign in and go on."))
    answer: HttpResponse = redirect_to_login(page)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a form was sent: taken, its draft is over; not taken, what it said is the draft."""
    if response.status_code in {301, 302, 303} or (response.status_code < 300 and _quiet(request)):  # noqa: PLR2004 - all that is well
        drafts.arrived(getattr(request.user, "code", ""), browser_of(request)[0], _said(request))
    elif response.status_code in FAULTY:
        keep(request)


def _quiet(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or "X-Autosave" in request.headers


def _said(request: HttpRequest, post: QueryDict | None = None) -> Typed:
    """By whatever door it came: what its page saves while somebody types is the same form as what it sends."""
    page = page_of(request)
    saved = request.path == reverse("core:keep")
    return typed(request.POST if post is None else post, page=page, sent_to=page if saved else request.path)


def _shows(request: HttpRequest, mark: str, number: int) -> None:
    """The page begins with these words: when it is sent, they were in it (core.web.drafts, base.html)."""
    if mark:
        begun = f"{getattr(request, 'kept_from', '')} {mark}:{number}"
        request.kept_from = begun.strip()  # type: ignore[attr-defined]


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
    said = [name for name, field in form.fields.items() if _refillable(field)]
    if not any(form.add_prefix(name) in data for name in said):
        return {}
    names = [name for name in said if not _left_out(form, name, data)]
    values = {name: form.fields[name].widget.value_from_datadict(data, {}, form.add_prefix(name)) for name in names}
    return {name: value for name, value in values.items() if not _nonsense(form.fields[name], value)}


def _left_out(form: BaseForm, name: str, data: QueryDict) -> bool:
    """A field that the draft says nothing of stays as the page has it; boxes without a tick say something."""
    return bool(form.fields[name].widget.value_omitted_from_data(data, {}, form.add_prefix(name)))


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
        _among(request, "kept_away", row)


def _among(request: HttpRequest, name: str, row: KeptEntry) -> None:
    """A page may have several forms, each with its draft: one click throws all of them away (components/draft.html)."""
    rows: list[KeptEntry] = request.__dict__.setdefault(name, [])
    if row not in rows:
        rows.append(row)


def _refillable(field: Any) -> bool:
    return not isinstance(field, FileField) and not isinstance(field.widget, PasswordInput)


def _is_of_this_site(address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def _is_log_in(path: str) -> bool:
    return path == reverse("account_login")
