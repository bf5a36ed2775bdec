"""What was typed and not sent: rows of `KeptEntry`, told apart by person, page and form.

Somebody signed in has one row for each form of a page, which each saving writes over. A page counts its savings
(`mark` is the page, `number` the count), and a row remembers how far it has heard each page: what comes late or a
second time changes nothing. Words of another page that this one has never shown are set aside, not written over.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import TooMany
from core.limits import HOUR, MINUTE, Limit, Per, limit, spend
from core.models import KeptEntry
from core.text import clean
from core.web.typed import MOST_PATH, Typed, bare

LIFE: Final = timedelta(hours=1)
OWN_LIFE: Final = timedelta(days=30)
REMORSE: Final = timedelta(minutes=10)  # so long a draft that was thrown away can be had back from its page
MOST_ENTRIES: Final = 5
MOST_OF_ACCOUNT: Final = 20  # over all browsers: each log-in may be a new one
MOST_OWN: Final = 60
MOST_OWN_LETTERS: Final = 1_000_000
MOST_ASIDE: Final = 3  # of one form
MOST_PAGES: Final = 12  # that a row remembers
KEEP: Final = limit(
    "keep",
    figure=60,
    seconds=HOUR,
    per=Per.PERSON,
    sentence=_("Forms were kept more than %(figure)s times within one hour."),
)
# A page saves every second at most; four of them at once are somebody's, more are a program's.
KEEP_OWN: Final = limit(
    "keep_own",
    figure=240,
    seconds=MINUTE,
    per=Per.PERSON,
    sentence=_("Drafts were kept more than %(figure)s times within one minute."),
)


def keep_own(account: str, said: Typed) -> bool:
    """Keep it for a person who is signed in; True when it is kept. A saving that was overtaken changes nothing."""
    if not (said.worth_keeping and _may_keep(KEEP_OWN, account)):
        return False
    _write(account, said, _own(said.data, said.size))
    _leave_room(account)
    return True


def keep_left(account: str, browser: str, said: Typed) -> bool:
    """Keep what an ended session left in a browser, for whoever was signed in there last."""
    if not (account and browser and said.worth_keeping and _may_keep(KEEP, account)):
        return False
    now = timezone.now()
    KeptEntry.objects.filter(expires_at__lte=now).delete()
    mine = KeptEntry.objects.filter(key=None, browser=digest(browser))
    before = mine.filter(path=said.page, form=key_of(account, said))
    if said.mark and before.filter(mark=said.mark, number__gte=said.number).exists():
        return True
    before.delete()
    _leave(mine, MOST_ENTRIES - 1)
    _leave(KeptEntry.objects.filter(key=None, account=account), MOST_OF_ACCOUNT - 1)
    KeptEntry.objects.create(
        browser=digest(browser),
        account=account,
        path=said.page,
        form=key_of(account, said),
        data=said.data,
        size=said.size,
        mark=said.mark,
        number=said.number,
        changed_at=now,
        expires_at=now + LIFE,
    )
    return True


def arrived(account: str, browser: str, said: Typed) -> None:
    """A form was taken: its draft is over, and a saving of that page which comes late finds it so.

    Other words, which another page holds and this one never showed, were not in it: they stay.
    """
    key = key_of(account, said)
    left = Q(key=None, browser=digest(browser), form__in=["", key])
    rows = KeptEntry.objects.filter(account=account, path=said.page)
    if not said.mark:
        rows.filter(left | Q(key=key)).delete()
        return
    for row in rows.filter(left | (Q(form=key) & ~Q(key=key) & Q(key__isnull=False))):
        if said.knows(data=row.data, mark=row.mark, number=row.number):
            row.delete()
    now = timezone.now()
    _end(account, key, said, {"data": {}, "size": 0, "over_at": now, "expires_at": now + LIFE})


def is_behind(account: str, said: Typed) -> bool:
    """Whether this was sent before already, and another page has gone on with it since: a page loaded anew."""
    row = KeptEntry.objects.filter(key=key_of(account, said), over_at=None).first() if said.mark else None
    return row is not None and row.mark not in {"", said.mark} and _is_late(row, said)


def arrived_words(account: str, *, page: str, name: str, text: str) -> None:
    """Words were taken by another door than their form (a socket, the API): a draft that says the same is over."""
    for row in KeptEntry.objects.filter(account=account, path=bare(page), over_at=None):
        if _plain("".join(row.data.get(name, []))) == _plain(text):
            row.data, row.size, row.over_at = {}, 0, timezone.now()
            row.save(update_fields=["data", "size", "over_at"])


def follow(account: str, *, pages: str, was: int, now: int) -> None:
    """One page of several that change one thing was saved: one's own drafts on the others are of its new version."""
    for row in KeptEntry.objects.filter(account=account, path__startswith=bare(pages), over_at=None):
        if row.data.get("version") == [str(was)]:
            row.data["version"] = [str(now)]
            row.save(update_fields=["data"])


def carry(account: str, *, page: str, to: str) -> None:
    """The newest draft of a page that is over goes on, on another one with the same form, unless one is there."""
    mine = KeptEntry.objects.filter(account=account, over_at=None, key__isnull=False, expires_at__gt=timezone.now())
    row = mine.filter(path=bare(page)).order_by("-changed_at").first()
    if row is None or mine.filter(path=bare(to)).exists():
        return
    _write(account, Typed(page=bare(to), form=f"{bare(to)}:", data=row.data), _own(row.data, row.size))
    row.delete()


def entries(account: str, browser: str, page: str) -> list[KeptEntry]:
    """What this person finds on a page, the newest first; what was left in this browser is theirs from now on."""
    now = timezone.now()
    left = Q(key=None, browser=digest(browser))
    mine = KeptEntry.objects.filter(account=account, path=bare(page), expires_at__gt=now)
    rows = list(mine.filter(left | Q(key__isnull=False)))
    lost = [row for row in rows if row.key is None and row.form]
    if lost:
        for row in sorted(lost, key=lambda row: row.pk):
            _take_in(row)
        rows = list(mine.filter(left | Q(key__isnull=False)))
    return sorted(rows, key=lambda row: (row.changed_at or now, row.pk), reverse=True)


def drafts_of(account: str) -> QuerySet[KeptEntry]:
    return KeptEntry.objects.filter(account=account, over_at=None, expires_at__gt=timezone.now()).order_by("-pk")


def throw_away(account: str, codes: list[str], said: Typed) -> None:
    """To be had back for a while; until then no saving that comes late undoes it."""
    now = timezone.now()
    row = KeptEntry.objects.filter(account=account, code__in=codes)
    row.update(over_at=now, expires_at=now + LIFE, mark=said.mark, number=said.number)


def bring_back(account: str, codes: list[str]) -> None:
    row = KeptEntry.objects.filter(account=account, code__in=codes, expires_at__gt=timezone.now()).exclude(data={})
    row.update(over_at=None, expires_at=timezone.now() + OWN_LIFE)


def forget_old_entries() -> int:
    """Delete what nobody came back for; called by the worker's housekeeping."""
    count, _each = KeptEntry.objects.filter(expires_at__lte=timezone.now()).delete()
    return count


def key_of(account: str, said: Typed) -> str:
    return hashlib.sha256(f"{account}\n{said.page}\n{said.form}".encode()).hexdigest()


def digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def _own(data: Any, size: int) -> dict[str, Any]:
    return {"data": data, "size": size, "over_at": None, "expires_at": timezone.now() + OWN_LIFE}


def _write(account: str, said: Typed, values: dict[str, Any]) -> None:
    key = key_of(account, said)
    with transaction.atomic():
        row, new = _row(account, key, said, values)
        if new or _is_late(row, said):
            return
        own = KeptEntry.objects.filter(account=account, form=key, mark=said.mark).exclude(pk=row.pk)
        own.exclude(key=None).delete()
        if said.mark and row.mark and row.over_at is None and not _known(row, said):
            _set_aside(row, key)
        _change(row, key, said, values)


def _end(account: str, key: str, said: Typed, values: dict[str, Any]) -> None:
    with transaction.atomic():
        row, new = _row(account, key, said, values)
        if new or _heard(row).get(said.mark, 0) > said.number:  # typed after it was sent, as in a chat
            return
        if row.over_at is not None or _known(row, said):
            _change(row, key, said, values)
        else:
            KeptEntry.objects.filter(pk=row.pk).update(seen=_heard(row, said))


def _row(account: str, key: str, said: Typed, values: dict[str, Any]) -> tuple[KeptEntry, bool]:
    """The row of a form, held until the end of the transaction; True where it was made just now, with these values."""
    begun: dict[str, Any] = {"browser": "", "account": account, "path": said.page[:MOST_PATH], "form": key}
    begun |= {"mark": said.mark, "number": said.number, "changed_at": timezone.now(), **values}
    return KeptEntry.objects.select_for_update().get_or_create(key=key, defaults=begun)


def _change(row: KeptEntry, key: str, said: Typed, values: dict[str, Any]) -> None:
    more = {"form": key, "mark": said.mark, "number": said.number, "seen": _heard(row, said)}
    KeptEntry.objects.filter(pk=row.pk).update(**more, **{"changed_at": timezone.now(), **values})


def _known(row: KeptEntry, said: Typed) -> bool:
    return said.knows(data=row.data, mark=row.mark, number=row.number)


def _is_late(row: KeptEntry, said: Typed) -> bool:
    return bool(said.mark) and said.number <= _heard(row).get(said.mark, 0)


def _heard(row: KeptEntry, said: Typed | None = None) -> dict[str, int]:
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
    _leave(KeptEntry.objects.filter(account=row.account, form=key, key__isnull=False).exclude(key=key), MOST_ASIDE)


def _take_in(left: KeptEntry) -> None:
    """What was left when a session had ended becomes the draft of its form, where nothing newer is."""
    said = Typed(page=left.path, form="", data=left.data, mark=left.mark, number=left.number)
    values = {**_own(left.data, left.size), "changed_at": left.changed_at}
    with transaction.atomic():
        row, new = _row(left.account, left.form, said, values)
        newer = row.changed_at is not None and left.changed_at is not None and row.changed_at > left.changed_at
        if not (new or newer or _is_late(row, said)):
            _change(row, left.form, said, values)
        left.delete()


def _plain(text: str) -> str:
    """As a message is stored, whatever its line ends and spaces."""
    return " ".join(clean(text, multiline=True).split())


def _leave_room(account: str) -> None:
    """The newest drafts, as many as one account may fill a disk with."""
    rows = drafts_of(account).exclude(key=None).order_by("-changed_at").values_list("pk", "size")
    total, over = 0, []
    for place, (pk, size) in enumerate(rows):
        total += size
        if place and (place >= MOST_OWN or total > MOST_OWN_LETTERS):
            over.append(pk)
    if over:
        KeptEntry.objects.filter(pk__in=over).delete()


def _leave(rows: QuerySet[KeptEntry], most: int) -> None:
    over: Iterable[int] = list(rows.order_by("-pk").values_list("pk", flat=True)[most:])
    KeptEntry.objects.filter(pk__in=over).delete()


def _may_keep(of: Limit, account: str) -> bool:
    """Whoever sends form after form fills no disk."""
    try:
        spend(of, account)
    except TooMany:
        return False
    return True
