"""What was typed and not sent: rows of `KeptEntry`, told apart by person, page and form.

Somebody signed in has one row for each form of a page, which each saving writes over. A page counts its savings
(`mark` is the page, `number` the count), so that one which comes late, after the form was sent, brings nothing back.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.errors import TooMany
from core.limits import HOUR, MINUTE, Limit, Per, limit, spend
from core.models import KeptEntry

LIFE: Final = timedelta(hours=1)
OWN_LIFE: Final = timedelta(days=30)
REMORSE: Final = timedelta(minutes=10)  # so long a draft that was thrown away can be had back from its page
MOST_LETTERS: Final = 200_000
MOST_ENTRIES: Final = 5
MOST_OF_ACCOUNT: Final = 20  # over all browsers: each log-in may be a new one
MOST_OWN: Final = 60
MOST_OWN_LETTERS: Final = 1_000_000
MOST_PATH: Final = 300
NEVER: Final = re.compile(r"csrf|pass|secret|token|credential|(^|_|-)code$|^kept-", re.IGNORECASE)
MARK: Final = re.compile(r"[0-9a-f]{16,40}")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form said: `page` shows it, `form` tells it from others there, `mark` and `number` say when."""

    page: str
    form: str
    data: dict[str, list[str]]
    mark: str = ""
    number: int = 0

    @property
    def size(self) -> int:
        return sum(len(name) + sum(map(len, texts)) for name, texts in self.data.items())

    @property
    def says_something(self) -> bool:
        return any(text for texts in self.data.values() for text in texts)

    @property
    def worth_keeping(self) -> bool:
        return self.says_something and self.size <= MOST_LETTERS and len(self.page) <= MOST_PATH


def bare(path: str) -> str:
    """A path without its language: the draft is there in the other two as well."""
    language = translation.get_language_from_path(path)
    return path[len(language) + 1 :] if language else path


def typed(post: QueryDict, *, page: str, sent_to: str) -> Typed:
    """Of a form that was sent, or saved by its page. Never what is secret."""
    data: dict[str, list[str]] = {name: texts for name, texts in post.lists() if not NEVER.search(name)}
    path, _colon, deed = post.get("kept-form", "").partition(":")
    form = f"{bare(path or sent_to)}:{deed if path else post.get('deed', '')}"
    mark, number = post.get("kept-mark", ""), post.get("kept-number", "")
    counted = bool(MARK.fullmatch(mark)) and number.isascii() and number.isdigit() and len(number) < 9  # noqa: PLR2004 - fits
    return Typed(
        page=bare(page), form=form, data=data, mark=mark if counted else "", number=int(number) if counted else 0
    )


def keep_own(account: str, said: Typed) -> bool:
    """Keep it for a person who is signed in; True when it is kept. A saving that was overtaken changes nothing."""
    if not (said.worth_keeping and _may_keep(KEEP_OWN, account)):
        return False
    now = timezone.now()
    values = {"data": said.data, "size": said.size, "over_at": None, "expires_at": now + OWN_LIFE}
    _write(account, said, values)
    _leave_room(account)
    return True


def keep_left(account: str, browser: str, said: Typed) -> bool:
    """Keep what an ended session left in a browser, for whoever was signed in there last."""
    if not (account and browser and said.worth_keeping and _may_keep(KEEP, account)):
        return False
    now = timezone.now()
    KeptEntry.objects.filter(expires_at__lte=now).delete()
    mine = KeptEntry.objects.filter(key=None, browser=digest(browser))
    mine.filter(path=said.page).delete()
    _leave(mine, MOST_ENTRIES - 1)
    _leave(KeptEntry.objects.filter(key=None, account=account), MOST_OF_ACCOUNT - 1)
    KeptEntry.objects.create(
        browser=digest(browser),
        account=account,
        path=said.page,
        data=said.data,
        size=said.size,
        changed_at=now,
        expires_at=now + LIFE,
    )
    return True


def arrived(account: str, browser: str, said: Typed) -> None:
    """A form was taken: its draft is over, and a saving of that page which comes late finds it so."""
    gone = Q(key=None, browser=digest(browser), account=account, path=said.page)
    if not said.mark:
        gone |= Q(key=key_of(account, said))
    KeptEntry.objects.filter(gone).delete()
    if said.mark:
        now = timezone.now()
        _write(account, said, {"data": {}, "size": 0, "over_at": now, "expires_at": now + LIFE})


def arrived_words(account: str, *, page: str, name: str, text: str) -> None:
    """Words were taken by another door than their form (a socket, the API): a draft that says the same is over."""
    for row in KeptEntry.objects.filter(account=account, path=bare(page), over_at=None):
        if " ".join("".join(row.data.get(name, [])).split()) == " ".join(text.split()):
            row.data, row.size, row.over_at = {}, 0, timezone.now()
            row.save(update_fields=["data", "size", "over_at"])


def follow(account: str, *, pages: str, was: int, now: int) -> None:
    """One page of several that change one thing was saved: one's own drafts on the others are of its new version."""
    for row in KeptEntry.objects.filter(account=account, path__startswith=bare(pages), over_at=None):
        if row.data.get("version") == [str(was)]:
            row.data["version"] = [str(now)]
            row.save(update_fields=["data"])


def entries(account: str, browser: str, page: str) -> list[KeptEntry]:
    """What this person finds on a page: their drafts, newest first, then what was left in this browser."""
    left = Q(key=None, browser=digest(browser))
    now = timezone.now()
    rows = KeptEntry.objects.filter(account=account, path=bare(page), expires_at__gt=now)
    found = sorted(rows.filter(left | Q(key__isnull=False)), key=lambda row: row.changed_at or now, reverse=True)
    return sorted(found, key=lambda row: row.key is None)


def drafts_of(account: str) -> QuerySet[KeptEntry]:
    return KeptEntry.objects.filter(account=account, over_at=None, expires_at__gt=timezone.now()).order_by("-pk")


def throw_away(account: str, code: str, said: Typed) -> None:
    """To be had back for a while; until then no saving that comes late undoes it."""
    now = timezone.now()
    row = KeptEntry.objects.filter(account=account, code=code)
    row.update(over_at=now, expires_at=now + LIFE, mark=said.mark, number=said.number)


def bring_back(account: str, code: str) -> None:
    row = KeptEntry.objects.filter(account=account, code=code, expires_at__gt=timezone.now()).exclude(data={})
    row.update(over_at=None, expires_at=timezone.now() + OWN_LIFE)


def forget_old_entries() -> int:
    """Delete what nobody came back for; called by the worker's housekeeping."""
    count, _each = KeptEntry.objects.filter(expires_at__lte=timezone.now()).delete()
    return count


def key_of(account: str, said: Typed) -> str:
    return hashlib.sha256(f"{account}\n{said.page}\n{said.form}".encode()).hexdigest()


def digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def _write(account: str, said: Typed, values: dict[str, Any]) -> None:
    key = key_of(account, said)
    more = {"mark": said.mark, "number": said.number, "changed_at": timezone.now(), **values}
    with transaction.atomic():
        rows = KeptEntry.objects.select_for_update()
        begun = {"browser": "", "account": account, "path": said.page[:MOST_PATH], **more}
        row, new = rows.get_or_create(key=key, defaults=begun)
        overtaken = bool(said.mark) and said.mark == row.mark and said.number <= row.number
        if not (new or overtaken):
            rows.filter(pk=row.pk).update(**more)


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
