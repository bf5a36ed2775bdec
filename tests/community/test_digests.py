"""The gathered mail: at the reader's hour, in their language, once a day of theirs, never twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.actions.mail_settings import change_mail
from accounts.models import Every, MailSettings, Part, User
from accounts.queries.mail_settings import due_day
from community.actions.duties.digests import send_digest, send_digests_now, send_due_digests
from community.actions.reading import mark_notices_read
from community.actions.steps.notices import notify
from community.models import Digest, Notice

ZONES = ["Asia/Bishkek", "Europe/Tallinn", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
         "Pacific/Apia", "Pacific/Chatham", "America/Asuncion", "UTC"]  # fmt: skip
FOUR = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # 16:00 in Bishkek


@pytest.fixture(autouse=True)
def _gathered(aida: User) -> None:
    change_mail(user=aida, by=aida, talk="digest")


def tell(user: User, number: int = 1, **more: Any) -> None:
    notify(user=user, key="community.report_kept", dedupe=f"told:{number}", **more)


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31)),
    part=st.sampled_from(Part.values),
    every=st.sampled_from(Every.values),
)
def test_every_local_day_is_due_once_for_three_hours(zone: str, day: date, part: str, every: str) -> None:
    """Over ten days in steps of half an hour: whatever the clocks do at night, no day is missed or doubled."""
    start = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    moments = [start + timedelta(minutes=30 * step) for step in range(48 * 10)]
    found = [due_day(moment, zone, every=every, part=part) for moment in moments]
    days = [due for due in found if due is not None]
    assert days == sorted(days)
    whole = sorted(set(days))[1:-1]
    assert all(days.count(one) == 6 for one in whole)
    if every == Every.DAY:
        assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(whole))
    else:
        assert {one.isoweekday() for one in days} <= {1}


@pytest.mark.parametrize(
    ("minutes", "count"), [(-1, 0), (0, 1), (179, 1), (180, 0)], ids=["before", "at four", "within", "too late"]
)
def test_it_comes_after_the_lessons(aida: User, minutes: int, count: int) -> None:
    tell(aida)
    assert send_due_digests(FOUR + timedelta(minutes=minutes)) == count
    assert len(mail.outbox) == count


def test_it_comes_in_the_morning_or_once_a_week_to_who_wants_that(aida: User) -> None:
    change_mail(user=aida, by=aida, part="morning", every="week")
    tell(aida)
    monday_at_seven = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    assert [send_due_digests(at) for at in (FOUR, monday_at_seven + timedelta(days=1), monday_at_seven)] == [0, 0, 1]


def test_once_a_day_however_often_housekeeping_runs(aida: User) -> None:
    tell(aida)
    assert [send_due_digests(FOUR + timedelta(minutes=n)) for n in (0, 5, 10)] == [1, 0, 0]
    tell(aida, 2)
    assert [send_due_digests(FOUR + timedelta(days=n)) for n in (0, 1, 2)] == [0, 1, 0]
    assert [sent.body.count("\n- ") for sent in mail.outbox] == [1, 1]
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_it_says_what_is_new_grouped_and_in_the_readers_language(aida: User) -> None:
    User.objects.filter(pk=aida.pk).update(language="ru")
    change_mail(user=aida, by=aida, proposals="digest")
    tell(aida, 1, url="/en/verdicts/abc/")
    told = {"title": "Вода", "school": {"ru": "Тарту", "en": "Tartu"}}
    notify(user=aida, key="twinning.proposal_received", params=told, dedupe="p", url="/ky/proposals/abc/")
    assert send_due_digests(FOUR) == 1
    (sent,) = mail.outbox
    assert sent.subject == "«Көпүрө»: 2 новых уведомления"
    assert sent.body.index("Предложения и партнёрства") < sent.body.index("Форум и переписка")
    for link in ("http://testserver/ru/proposals/abc/", "http://testserver/ru/verdicts/abc/"):
        assert link in sent.body
    ((page, kind),) = sent.alternatives
    assert (kind, '<html lang="ru">' in page, "<img" in page, "style" in page) == ("text/html", True, False, False)
    assert "Тарту" in page


def test_what_was_read_is_not_gathered(aida: User) -> None:
    tell(aida)
    mark_notices_read(by=aida)
    assert (send_due_digests(FOUR), mail.outbox) == (0, [])


@pytest.mark.parametrize("change", [{"mail_notices": False}, {"is_active": False}])
def test_nobody_gets_it_who_wants_no_mail(aida: User, change: dict[str, bool]) -> None:
    tell(aida)
    User.objects.filter(pk=aida.pk).update(**change)
    assert (send_due_digests(FOUR), mail.outbox) == (0, [])


def test_a_later_change_of_mind_counts(aida: User) -> None:
    tell(aida)
    change_mail(user=aida, by=aida, talk="never")
    assert (send_due_digests(FOUR), mail.outbox) == (1, [])
    assert Notice.objects.get().by_mail == ""
    assert send_due_digests(FOUR + timedelta(days=1)) == 0


def test_a_crash_between_sending_and_marking_costs_a_repetition_the_next_day_and_no_second_mail(
    aida: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(aida)
    send = EmailBackend.send_messages

    def send_and_fall(backend: EmailBackend, messages: Any) -> int:
        send(backend, messages)
        raise RuntimeError

    monkeypatch.setattr(EmailBackend, "send_messages", send_and_fall)
    send_due_digests(FOUR)
    monkeypatch.undo()
    digest = Digest.objects.get()
    assert (digest.tried_at is not None, digest.sent_at, len(mail.outbox)) == (True, None, 1)
    assert send_digest.func(digest.pk) is False
    assert [send_due_digests(FOUR + timedelta(minutes=n)) for n in (30, 60)] == [0, 0]
    assert len(mail.outbox) == 1
    assert send_due_digests(FOUR + timedelta(days=1)) == 1
    assert [sent.body.count("\n- ") for sent in mail.outbox] == [1, 1]


def test_what_the_mail_server_refused_is_tried_again(aida: User, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(aida)

    def refuse(*_args: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send_due_digests(FOUR)
    monkeypatch.undo()
    digest = Digest.objects.get()
    assert (digest.refused, digest.tried_at, mail.outbox) == (1, None, [])
    Digest.objects.update(created_at=FOUR)
    assert [send_due_digests(FOUR + timedelta(minutes=n)) for n in (5, 20, 40)] == [0, 1, 0]
    assert (len(mail.outbox), Digest.objects.get().sent_at is not None) == (1, True)


def test_one_query_finds_all_whose_hour_may_have_come(
    aida: User, kadri: User, make_user: Callable[..., User], django_assert_num_queries: Any
) -> None:
    for person in (aida, kadri, make_user("Third")):
        tell(person)
    with django_assert_num_queries(2):
        assert send_due_digests(FOUR - timedelta(hours=1)) == 0


def test_the_command_does_not_wait(aida: User, capsys: pytest.CaptureFixture[str]) -> None:
    tell(aida)
    call_command("digest", "--now")
    call_command("digest", "--now")
    assert capsys.readouterr().out == "1 gathered mails.\n0 gathered mails.\n"
    assert len(mail.outbox) == 1


def test_one_click_ends_it_without_log_in(aida: User, client: Client) -> None:
    tell(aida)
    send_digests_now()
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = sent.extra_headers["List-Unsubscribe"].strip("<>")
    strict = Client(enforce_csrf_checks=True)
    assert (strict.get(link).status_code, MailSettings.objects.get(user=aida).talk) == (200, "digest")
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailSettings.objects.get(user=aida).talk == "never"
    assert strict.post(link).status_code == 200
    assert client.get(link.replace("digest", "desk")).status_code == 404
    assert client.post(link[:-2] + "/").status_code == 404
