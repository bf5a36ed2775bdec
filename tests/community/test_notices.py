"""Notices: told once, numbered for each person, read in the reader's language, mailed if they wish."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.utils import translation

from accounts.actions.mail_settings import change_mail
from accounts.models import Group, User
from community import apps
from community.actions.blocks import block
from community.actions.reading import mark_notice_read, mark_notices_read, unread_after_opening
from community.actions.steps.mailing import mail_notice
from community.actions.steps.notices import notify
from community.models import Notice, NoticeBox
from community.queries.frame_numbers import numbers_now
from community.queries.notices import unread_notices
from community.texts import notices as kinds
from community.texts.notices import sentence
from core.errors import Refused
from core.models import OutboxRow


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "test.told": kinds.NoticeKind("%(who)s says: %(what)s", group=Group.PROPOSALS),
        "test.shown": kinds.NoticeKind("Number %(n)s", show=lambda params: {"n": params["n"] + 1}),
        "test.quiet": kinds.NoticeKind("Quiet", mailed=False),
    }
    monkeypatch.setattr(kinds, "_kinds", known)


def tell(user: User, number: int = 1, **more: Any) -> Notice | None:
    params = {"who": "Aida", "what": {"ky": "салам", "en": "hello"}}
    return notify(user=user, key="test.told", params=params, dedupe=f"told:{number}", **more)


def test_a_notice_is_numbered_and_told(aida: User) -> None:
    notices = [tell(aida, number) for number in (1, 2)]
    assert [notice.seq for notice in notices if notice] == [1, 2]
    assert NoticeBox.objects.get(user=aida).head_seq == 2
    rows = OutboxRow.objects.filter(topic=f"notices:{aida.code}").order_by("seq")
    assert [(row.seq, row.kind, row.data["key"]) for row in rows] == [
        (1, "notice", "test.told"),
        (2, "notice", "test.told"),
    ]
    assert "hello" not in str(rows.values())


def test_the_same_thing_is_told_once_to_each(aida: User, kadri: User) -> None:
    first, again, other = tell(aida), tell(aida), tell(kadri)
    assert first == again
    assert other is not None
    assert (Notice.objects.count(), other.seq, len(mail.outbox)) == (2, 1, 2)


def test_an_unknown_key_is_a_mistake_of_ours(aida: User) -> None:
    with pytest.raises(KeyError):
        notify(user=aida, key="test.unknown", dedupe="x")
    assert Notice.objects.count() == 0


def test_nothing_passes_between_people_who_stand_apart(aida: User, kadri: User) -> None:
    block(by=aida, whom=kadri)
    assert (tell(aida, by=kadri), tell(kadri, by=aida)) == (None, None)
    assert Notice.objects.count() == 0
    assert tell(aida) is not None


@pytest.mark.parametrize(
    ("language", "said"), [("ky", "Aida says: салам"), ("en", "Aida says: hello"), ("ru", "Aida says: hello")]
)
def test_the_reader_reads_their_language(aida: User, language: str, said: str) -> None:
    notice = tell(aida)
    assert notice is not None
    with translation.override(language):
        assert sentence(notice) == said


def test_parameters_are_turned_into_words(aida: User) -> None:
    notice = notify(user=aida, key="test.shown", params={"n": 1}, dedupe="x")
    assert notice is not None
    assert sentence(notice) == "Number 2"


def test_one_plain_mail_in_the_readers_language(aida: User) -> None:
    User.objects.filter(pk=aida.pk).update(language="ru")
    aida.refresh_from_db()
    tell(aida, url="/en/notices/")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([aida.email], "Aida says: hello")
    assert "http://testserver/ru/notices/" in sent.body
    notice = Notice.objects.get()
    assert notice.mailed_at is not None
    assert mail_notice.func(notice.pk) is False
    assert len(mail.outbox) == 1


def test_no_mail_where_none_is_wanted_or_needed(aida: User, kadri: User) -> None:
    User.objects.filter(pk=aida.pk).update(mail_notices=False)
    aida.refresh_from_db()
    tell(aida)
    notify(user=kadri, key="test.quiet", dedupe="x")
    assert mail.outbox == []


def test_no_mail_for_what_was_read_meanwhile(aida: User) -> None:
    notice = tell(aida)
    assert notice is not None
    Notice.objects.update(mailed_at=None)
    mark_notices_read(by=aida)
    assert mail_notice.func(notice.pk) is False
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("chosen", "mails", "kept"), [("now", 1, "now"), ("digest", 0, "digest"), ("never", 0, "")])
def test_each_group_comes_as_it_was_wished(aida: User, chosen: str, mails: int, kept: str) -> None:
    change_mail(user=aida, by=aida, proposals=chosen)
    notice = tell(aida)
    assert notice is not None
    assert (len(mail.outbox), notice.by_mail, unread_notices(aida)) == (mails, kept, 1)


def test_a_mail_can_be_ended_by_its_own_program(aida: User) -> None:
    tell(aida)
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith("http://testserver/en/unsubscribe/")
    assert link in sent.body
    assert [part for part in (aida.code, aida.email, aida.name) if part in link] == []


def test_one_is_read_by_itself_and_every_tab_hears_of_it(aida: User, kadri: User) -> None:
    first, second = (tell(aida, number) for number in (1, 2))
    assert first is not None
    for _ in range(2):
        mark_notice_read(notice=first, by=aida)
    assert unread_notices(aida) == 1
    rows = OutboxRow.objects.filter(topic=f"notices:{aida.code}", kind="read")
    assert [(row.seq, row.data) for row in rows] == [(0, {"unread": 1})]
    with pytest.raises(Refused):
        mark_notice_read(notice=second, by=kadri)
    assert unread_notices(aida) == 1


@pytest.mark.parametrize(
    ("opened", "left"),
    [("/ky/proposals/abc/", 1), ("/en/proposals/abc/", 1), ("/en/proposals/abcd/", 2), ("/en/", 2), ("/api/", 2)],
)
def test_opening_a_page_reads_what_tells_of_it(aida: User, opened: str, left: int) -> None:
    tell(aida, 1, url="/ru/proposals/abc/#p3")
    tell(aida, 2)
    assert unread_after_opening(by=aida, path=opened, unread=numbers_now(aida).notices) == left
    assert unread_notices(aida) == left
    assert OutboxRow.objects.filter(kind="read").count() == 2 - left


def test_the_newest_word_of_a_matter_overtakes_the_earlier_ones(aida: User, kadri: User) -> None:
    for number, url in ((1, "/ky/case/"), (2, "/en/other/")):
        tell(aida, number, url=url)
    tell(kadri, 1, url="/ky/case/")
    tell(aida, 3, url="/ru/case/", overtakes=True)
    tell(aida, 3, url="/ru/case/", overtakes=True)
    unread = Notice.objects.filter(user=aida, read_at=None).order_by("seq")
    assert [notice.seq for notice in unread] == [2, 3]
    assert (unread_notices(aida), unread_notices(kadri)) == (2, 1)
    last = OutboxRow.objects.filter(topic=f"notices:{aida.code}").order_by("-pk").first()
    assert (last.kind, last.data) == ("read", {"unread": 2})  # type: ignore[union-attr]


def test_reading_only_grows(aida: User) -> None:
    for number in range(3):
        tell(aida, number)
    counts = []
    for seq in (2, 1, 99, None):
        mark_notices_read(by=aida, seq=seq)
        counts.append(unread_notices(aida))
    assert counts == [1, 1, 1, 0]


def test_visitors_have_no_notices(db: None) -> None:
    with pytest.raises(Refused):
        mark_notices_read(by=None)


def test_every_key_of_the_house_is_a_sentence_without_a_hole(make_user: Callable[..., User]) -> None:
    """Restored by monkeypatch: the real catalogue, asked for its placeholders."""
    apps._offer_notices()
    with translation.override("en"):
        texts = [str(kind.text) for key, kind in kinds._kinds.items() if key.startswith("community.")]
    assert len(texts) == 7
    assert all(text.endswith((".", "why.")) for text in texts)
