"""Putting a draft back into the form that it came from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BooleanField, FileField, PasswordInput
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from core.models import KeptEntry
from core.policy import THROWN_DRAFT_KEPT
from core.server.browser_cookie import browser_of
from core.web.forms import OfThePage
from core.web.saved_forms import drafts
from core.web.saved_forms.addresses import page_of
from core.web.saved_forms.submitted import begin_with


def kept(request: HttpRequest, *, page: str = "") -> QueryDict | None:
    """What this person had typed on this page and not sent; the newest, where there are several."""
    row = next((row for row in _rows(request, page) if row.over_at is None), None)
    if row is None:
        return None
    begin_with(request, row.mark, row.number)
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
            begin_with(request, row.mark, row.number)
            return True
        else:
            row.delete()
    return False


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
    older = _of_an_older_page(form, data)
    names = [name for name in said if not (_left_out(form, name, data) or (older and _is_tick(form.fields[name])))]
    values = {name: form.fields[name].widget.value_from_datadict(data, {}, form.add_prefix(name)) for name in names}
    return {name: value for name, value in values.items() if not _nonsense(form.fields[name], value)}


def _of_an_older_page(form: BaseForm, data: QueryDict) -> bool:
    """Typed beside a state that is no longer shown: a tick given to that one is not given to this one."""
    own = [name for name, field in form.fields.items() if isinstance(field.widget, OfThePage)]
    begun = {form.add_prefix(name): str(form.get_initial_for_field(form.fields[name], name)) for name in own}
    return any(key in data and data[key] != now for key, now in begun.items())


def _is_tick(field: Any) -> bool:
    return isinstance(field, BooleanField)


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
    if row.data and row.over_at and timezone.now() - row.over_at < THROWN_DRAFT_KEPT:
        request.kept_thrown = row  # type: ignore[attr-defined]  # read by base.html
        _among(request, "kept_away", row)


def _among(request: HttpRequest, name: str, row: KeptEntry) -> None:
    """A page may have several forms, each with its draft: one click throws all of them away (components/draft.html)."""
    rows: list[KeptEntry] = request.__dict__.setdefault(name, [])
    if row not in rows:
        rows.append(row)


def _refillable(field: Any) -> bool:
    return not isinstance(field, FileField) and not isinstance(field.widget, PasswordInput | OfThePage)
