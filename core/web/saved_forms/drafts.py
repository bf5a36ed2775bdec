"""What was typed and not sent: rows of `KeptEntry`, told apart by person, page and form.

Somebody signed in has one row for each form of a page, which each saving writes over. A page counts its savings
(`mark` is the page, `number` the count), and a row remembers how far it has heard each page: what comes late or a
second time changes nothing. Words of another page that this one has never shown are set aside, not written over.
"""

from django.db.models import Q
from django.utils import timezone

from core.models import KeptEntry
from core.policy import DRAFT_KEPT, VISITORS_DRAFT_KEPT
from core.text import clean
from core.web.saved_forms.form_data import FormData, bare
from core.web.saved_forms.quotas import KEEP, KEEP_OWN, MOST_ENTRIES, MOST_OF_ACCOUNT, keep_within_quota, may_keep
from core.web.saved_forms.rows import digest, end, is_late, keep_newest, key_of, own_draft, take_in, write


def keep_own(account: str, said: FormData) -> bool:
    """Keep it for a person who is signed in; True when it is kept. A saving that was overtaken changes nothing."""
    if not (said.worth_keeping and may_keep(KEEP_OWN, account)):
        return False
    write(account, said, own_draft(said.data, said.size))
    keep_within_quota(account)
    return True


def keep_left(account: str, browser: str, said: FormData) -> bool:
    """Keep what an ended session left in a browser, for whoever was signed in there last."""
    if not (account and browser and said.worth_keeping and may_keep(KEEP, account)):
        return False
    now = timezone.now()
    KeptEntry.objects.filter(expires_at__lte=now).delete()
    mine = KeptEntry.objects.filter(key=None, browser=digest(browser))
    before = mine.filter(path=said.page, form=key_of(account, said))
    if said.mark and before.filter(mark=said.mark, number__gte=said.number).exists():
        return True
    before.delete()
    keep_newest(mine, MOST_ENTRIES - 1)
    keep_newest(KeptEntry.objects.filter(key=None, account=account), MOST_OF_ACCOUNT - 1)
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
        expires_at=now + VISITORS_DRAFT_KEPT,
    )
    return True


def arrived(account: str, browser: str, said: FormData) -> None:
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
    end(account, key, said, {"data": {}, "size": 0, "over_at": now, "expires_at": now + VISITORS_DRAFT_KEPT})


def is_behind(account: str, said: FormData) -> bool:
    """Whether this was sent before already, and another page has gone on with it since: a page loaded anew."""
    row = KeptEntry.objects.filter(key=key_of(account, said), over_at=None).first() if said.mark else None
    return row is not None and row.mark not in {"", said.mark} and is_late(row, said)


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
    write(account, FormData(page=bare(to), form=f"{bare(to)}:", data=row.data), own_draft(row.data, row.size))
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
            take_in(row)
        rows = list(mine.filter(left | Q(key__isnull=False)))
    return sorted(rows, key=lambda row: (row.changed_at or now, row.pk), reverse=True)


def throw_away(account: str, codes: list[str], said: FormData) -> None:
    """To be had back for a while; until then no saving that comes late undoes it."""
    now = timezone.now()
    row = KeptEntry.objects.filter(account=account, code__in=codes)
    row.update(over_at=now, expires_at=now + VISITORS_DRAFT_KEPT, mark=said.mark, number=said.number)


def bring_back(account: str, codes: list[str]) -> None:
    row = KeptEntry.objects.filter(account=account, code__in=codes, expires_at__gt=timezone.now()).exclude(data={})
    row.update(over_at=None, expires_at=timezone.now() + DRAFT_KEPT)


def forget_old_entries() -> int:
    """Delete what nobody came back for; called by the worker's housekeeping."""
    count, _each = KeptEntry.objects.filter(expires_at__lte=timezone.now()).delete()
    return count


def _plain(text: str) -> str:
    """As a message is stored, whatever its line ends and spaces."""
    return " ".join(clean(text, multiline=True).split())
