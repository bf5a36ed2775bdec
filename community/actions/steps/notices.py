"""Sending a notice to a person: stored, numbered, pushed to open tabs, mailed as they set it."""

from typing import Any

from django.db import IntegrityError, connection, transaction

from accounts.models import Group, Mailing
from accounts.queries.mail_settings import mailing_of
from community.actions.steps.mailing import mail_notice
from community.actions.steps.reading_notices import read_earlier
from community.models import Notice
from community.queries.blocks import stand_apart
from community.queries.notices import notice_data
from community.texts.notices import notice_kind
from community.wire import notices_topic
from core.live.outbox import tell
from core.today_numbers import today_changed

ADVANCE = """
INSERT INTO community_noticebox (user_id, head_seq, read_seq) VALUES (%s, 1, 0)
ON CONFLICT (user_id) DO UPDATE SET head_seq = community_noticebox.head_seq + 1
RETURNING head_seq
"""


def notify(
    *,
    user: Any,
    key: str,
    dedupe: str,
    params: dict[str, Any] | None = None,
    url: str = "",
    by: Any = None,
    overtakes: bool = False,
    asks: str = "",
) -> Notice | None:
    """One notice for each (person, dedupe), however often it is said. Called by verbs, in their transaction.

    `key` was registered with add_notice. `by` is the person whose deed it tells of: between people of whom one
    blocked the other nothing is told (None). `url` is a path of this site in any language. A notice that overtakes
    the earlier ones of its page makes them read. `asks` names a matter that waits for somebody: who does it says
    `settled` of it (reading_notices), and the notice is read.
    """
    kind = notice_kind(key)
    if kind.group != Group.TALK:  # of talk nothing waits
        today_changed([user])
    if not user.is_active or (by is not None and by != user and stand_apart(user, by)):
        return None
    once = f"{user.pk}:{dedupe}"
    if stored := Notice.objects.filter(dedupe=once).first():
        return stored
    by_mail = mailing_of(user, kind.group) if kind.mailed else Mailing.NEVER
    try:
        with transaction.atomic():
            told = {"key": key, "params": params or {}, "url": url, "dedupe": once, "matter": asks}
            notice = _store(user=user, by_mail=by_mail, **told)
            if overtakes:
                read_earlier(notice)
            if by_mail == Mailing.NOW:
                mail_notice.enqueue(notice.pk)
    except IntegrityError:
        return Notice.objects.get(dedupe=once)
    return notice


def _store(*, user: Any, by_mail: Mailing, **told: Any) -> Notice:
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [user.pk])
        (seq,) = cursor.fetchone()
    wanted = "" if by_mail == Mailing.NEVER else by_mail.value
    notice = Notice.objects.create(user=user, seq=seq, by_mail=wanted, **told)
    tell(notices_topic(user.code), "notice", notice_data(notice), seq=seq)
    return notice
