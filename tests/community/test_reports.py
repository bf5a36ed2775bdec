"""Blocking, reporting and the moderator's answer."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core import mail

from accounts.models import OfficeKind, User
from community.actions.blocks import block, unblock
from community.actions.reports import answer_report, look_at_report, report
from community.actions.rooms import join_room
from community.judging.answer_deadlines import due_of
from community.models import Block, Message, Notice, Report, Room, RoomEvent
from community.queries.blocks import stand_apart
from community.queries.reports import open_reports
from core.errors import Conflict, Invalid, Refused
from core.models import Deed, OutboxRow

Say = Callable[..., RoomEvent]


@pytest.fixture
def rude(room: Room, aida: User, say: Say) -> Message:
    say(aida, "Something rude")
    return Message.objects.get(room=room)


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.MODERATOR)


@pytest.fixture
def filed(rude: Message, kadri: User, moderator: User) -> Report:
    return report(object_type="message", code=rude.code, by=kadri, reason="insult", words="See yourself")


def test_blocking_and_ending_it(aida: User, kadri: User) -> None:
    for _ in range(2):
        block(by=kadri, whom=aida)
    assert Block.objects.count() == 1
    assert (stand_apart(aida, kadri), stand_apart(kadri, aida)) == (True, True)
    unblock(by=kadri, whom=aida)
    assert (Block.objects.count(), stand_apart(aida, kadri)) == (0, False)
    assert OutboxRow.objects.filter(kind="check_again", data={"user": kadri.code}).count() == 3


def test_visitors_block_nobody_and_nobody_blocks_themselves(aida: User) -> None:
    with pytest.raises(Refused):
        block(by=None, whom=aida)
    with pytest.raises(Refused):
        block(by=aida, whom=aida)
    assert Block.objects.count() == 0


def test_a_report_keeps_what_was_seen(filed: Report, rude: Message, aida: User, kadri: User) -> None:
    assert (filed.about, filed.by, filed.reason, filed.words) == (aida, kadri, "insult", "See yourself")
    assert (filed.seen["text"], filed.seen["language"]) == ("Something rude", "en")


def test_moderators_are_told(filed: Report, moderator: User) -> None:
    notice = Notice.objects.get(user=moderator)
    assert (notice.key, notice.params) == ("community.report_waits", {"reason": "insult"})
    assert [sent.to for sent in mail.outbox] == [[moderator.email]]


def test_who_reported_stands_in_no_log_that_the_author_reads(filed: Report, aida: User) -> None:
    assert aida.deeds_about.count() == 0


def test_reporting_twice_is_one_report(filed: Report, rude: Message, kadri: User) -> None:
    again = report(object_type="message", code=rude.code, by=kadri, reason="spam")
    assert (again, Report.objects.count()) == (filed, 1)


def test_strangers_cannot_report_what_they_do_not_see(rude: Message, stranger: User) -> None:
    with pytest.raises(Refused):
        report(object_type="message", code=rude.code, by=stranger, reason="insult")
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"reason": "nonsense"}, Invalid),
        ({"words": "x" * 2001}, Invalid),
        ({"object_type": "nothing"}, Refused),
        ({"code": "nothing"}, Refused),
    ],
)
def test_nonsense_is_refused(rude: Message, kadri: User, changed: dict[str, str], error: type[Exception]) -> None:
    given = {"object_type": "message", "code": rude.code, "reason": "insult", "words": "", **changed}
    with pytest.raises(error):
        report(by=kadri, **given)
    assert Report.objects.count() == 0


def test_ones_own_message_is_taken_back_not_reported(rude: Message, aida: User) -> None:
    with pytest.raises(Invalid):
        report(object_type="message", code=rude.code, by=aida, reason="insult")


def test_a_person_is_reported_by_those_who_share_a_room(room: Room, aida: User, kadri: User, stranger: User) -> None:
    made = report(object_type="person", code=aida.code, by=kadri, reason="false")
    assert (made.about, made.seen) == (aida, {"text": "Aida"})
    with pytest.raises(Refused):
        report(object_type="person", code=aida.code, by=stranger, reason="false")


@pytest.mark.parametrize(
    ("reason", "since", "due"),
    [
        ("child", datetime(2026, 3, 6, 16, tzinfo=UTC), datetime(2026, 3, 7, 16, tzinfo=UTC)),
        ("insult", datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 5, 9, tzinfo=UTC)),
        ("insult", datetime(2026, 3, 6, 16, tzinfo=UTC), datetime(2026, 3, 11, 16, tzinfo=UTC)),
        ("other", datetime(2026, 3, 7, 10, tzinfo=UTC), datetime(2026, 3, 12, 0, tzinfo=UTC)),
    ],
)
def test_due_times_count_working_days_only_for_adults(reason: str, since: datetime, due: datetime) -> None:
    assert due_of(reason, since) == due


def test_each_look_is_a_deed_that_the_author_reads(filed: Report, moderator: User, aida: User, say: Say) -> None:
    for text in "abcdefgh":
        say(aida, text)
    shown = look_at_report(report=filed, by=moderator)
    assert [message.text for message in shown] == ["Something rude", "a", "b", "c"]
    assert [deed.deed for deed in aida.deeds_about.all()] == ["community.see_reported"]


@pytest.mark.parametrize("office", [None, OfficeKind.COORDINATOR])
def test_nobody_else_looks_or_answers(
    filed: Report, stranger: User, make_officer: Callable[..., User], office: OfficeKind | None
) -> None:
    person = make_officer(office) if office else stranger
    with pytest.raises(Refused):
        look_at_report(report=filed, by=person)
    with pytest.raises(Refused):
        answer_report(report=filed, by=person, verdict="kept", answer="Fine")
    assert Report.objects.get().answered_at is None
    assert Deed.objects.filter(deed="community.see_reported").count() == 0


def test_no_moderator_judges_what_concerns_themselves(
    room: Room, rude: Message, aida: User, make_officer: Callable[..., User], say: Say
) -> None:
    judge = make_officer(OfficeKind.MODERATOR)
    join_room(room=room, user=judge, by=aida)
    own = report(object_type="message", code=rude.code, by=judge, reason="spam")
    assert list(open_reports(judge)) == []
    with pytest.raises(Refused):
        answer_report(report=own, by=judge, verdict="removed", answer="I say so")


def test_what_is_removed_is_gone_and_both_are_told(
    filed: Report, rude: Message, moderator: User, aida: User, kadri: User
) -> None:
    answer_report(report=filed, by=moderator, verdict="removed", answer="An insult")
    rude.refresh_from_db()
    assert (rude.text, rude.deleted_at is not None) == ("", True)
    assert (filed.verdict, filed.answered_by, filed.answer) == ("removed", moderator, "An insult")
    told = {notice.user: notice.key for notice in Notice.objects.exclude(user=moderator)}
    assert told == {kadri: "community.report_removed", aida: "community.own_removed"}
    deed = aida.deeds_about.get()
    assert (deed.deed, deed.by, deed.ground) == ("community.removed", moderator, "An insult")


def test_what_is_in_order_troubles_its_author_with_nothing(
    filed: Report, rude: Message, moderator: User, aida: User, kadri: User
) -> None:
    answer_report(report=filed, by=moderator, verdict="kept", answer="This is in order")
    rude.refresh_from_db()
    assert rude.text == "Something rude"
    told = [notice.user for notice in Notice.objects.exclude(user=moderator)]
    assert (told, aida.deeds_about.count()) == ([kadri], 0)


def test_a_report_is_answered_once(filed: Report, moderator: User) -> None:
    answer_report(report=filed, by=moderator, verdict="kept", answer="Fine")
    with pytest.raises(Conflict):
        answer_report(report=filed, by=moderator, verdict="removed", answer="No")
    assert Report.objects.get().verdict == "kept"


@pytest.mark.parametrize(("verdict", "answer"), [("nonsense", "x"), ("kept", "  "), ("kept", "x" * 2001)])
def test_an_answer_needs_a_verdict_and_a_reason(filed: Report, moderator: User, verdict: str, answer: str) -> None:
    with pytest.raises(Invalid):
        answer_report(report=filed, by=moderator, verdict=verdict, answer=answer)
    assert Report.objects.get().answered_at is None
