"""One row for each form of a page: written under its lock, and never by a saving that another has overtaken."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.models import KeptEntry
from core.policy import DRAFT_KEPT
from core.web.saved_forms.form_data import MOST_PATH, FormData

MOST_ASIDE: Final = 3  # of one form
MOST_PAGES: Final = 12  # that a row remembers


def key_of(account: str, said: FormData) -> str:
    return hashlib.sha256(f"{account}\n{said.page}\n{said.form}".encode()).hexdigest()


def digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def own_draft(data: Any, size: int) -> dict[str, Any]:
    """The values of a row that holds the draft of somebody signed in."""
    return {"data": data, "size": size, "over_at": None, "expires_at": timezone.now() + DRAFT_KEPT}


def write(account: str, said: FormData, values: dict[str, Any]) -> None:
    """Make or overwrite the row of this form, unless this saving comes late."""
    key = key_of(account, said)
    with transaction.atomic():
        row, new = _row(account, key, said, values)
        if new or is_late(row, said):
            return
        own = KeptEntry.objects.filter(account=account, form=key, mark=said.mark).exclude(pk=row.pk)
        own.exclude(key=None).delete()
        if said.mark and row.mark and row.over_at is None and not _known(row, said):
            _set_aside(row, key)
        _change(row, key, said, values)


def end(account: str, key: str, said: FormData, values: dict[str, Any]) -> None:
    """Overwrite the row of a form that was taken, unless it holds what was typed since, or by another page."""
    with transaction.atomic():
        row, new = _row(account, key, said, values)
        if new or _heard(row).get(said.mark, 0) > said.number:  # typed after it was sent, as in a chat
            return
        if row.over_at is not None or _known(row, said):
            _change(row, key, said, values)
        else:
            KeptEntry.objects.filter(pk=row.pk).update(seen=_heard(row, said))


def _row(account: str, key: str, said: FormData, values: dict[str, Any]) -> tuple[KeptEntry, bool]:
    """The row of a form, held until the end of the transaction; True where it was made just now, with these values."""
    begun: dict[str, Any] = {"browser": "", "account": account, "path": said.page[:MOST_PATH], "form": key}
    begun |= {"mark": said.mark, "number": said.number, "changed_at": timezone.now(), **values}
    return KeptEntry.objects.select_for_update().get_or_create(key=key, defaults=begun)


def _change(row: KeptEntry, key: str, said: FormData, values: dict[str, Any]) -> None:
    more = {"form": key, "mark": said.mark, "number": said.number, "seen": _heard(row, said)}
    KeptEntry.objects.filter(pk=row.pk).update(**more, **{"changed_at": timezone.now(), **values})


def _known(row: KeptEntry, said: FormData) -> bool:
    return said.knows(data=row.data, mark=row.mark, number=row.number)


def is_late(row: KeptEntry, said: FormData) -> bool:
    """Whether the row has heard this page as far as this saving, or further."""
    return bool(said.mark) and said.number <= _heard(row).get(said.mark, 0)


def _heard(row: KeptEntry, said: FormData | None = None) -> dict[str, int]:
    """How far each page was heard, the last one last."""
    heard = dict(row.seen or {})
    for mark, number in [(row.mark, row.number), *([(said.mark, said.number)] if said else [])]:
        if mark:
            heard[mark] = max(number, heard.pop(mark, 0))
    return dict(list(heard.items())[-MOST_PAGES:])


def _set_aside(row: KeptEntry, key: str) -> None:
    """A page that has never shown these words takes their place: they wait until it is done."""
    aside = hashlib.sha256(f"{key}\n{row.mark}".encode()).hexdigest()
    names = ("browser", "account", "path", "data", "size", "mark", "number", "changed_at", "expires_at")
    said = {name: getattr(row, name) for name in names}
    KeptEntry.objects.update_or_create(key=aside, defaults={"form": key, **said})
    keep_newest(KeptEntry.objects.filter(account=row.account, form=key, key__isnull=False).exclude(key=key), MOST_ASIDE)


def take_in(left: KeptEntry) -> None:
    """What was left when a session had ended becomes the draft of its form, where nothing newer is."""
    said = FormData(page=left.path, form="", data=left.data, mark=left.mark, number=left.number)
    values = {**own_draft(left.data, left.size), "changed_at": left.changed_at}
    with transaction.atomic():
        row, new = _row(left.account, left.form, said, values)
        newer = row.changed_at is not None and left.changed_at is not None and row.changed_at > left.changed_at
        if not (new or newer or is_late(row, said)):
            _change(row, left.form, said, values)
        left.delete()


def drafts_of(account: str) -> QuerySet[KeptEntry]:
    """All that this person may still find on some page."""
    return KeptEntry.objects.filter(account=account, over_at=None, expires_at__gt=timezone.now()).order_by("-pk")


def keep_newest(rows: QuerySet[KeptEntry], most: int) -> None:
    """Delete all of these rows but the newest."""
    over: Iterable[int] = list(rows.order_by("-pk").values_list("pk", flat=True)[most:])
    KeptEntry.objects.filter(pk__in=over).delete()
