"""A decision is looked at again once, by somebody else; what can be restored is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import OfficeKind, User
from community.actions.appeals import answer_appeal, appeal
from community.actions.duties.erasing import erase_talk
from community.actions.reports import answer_report, report
from community.judging.answer_deadlines import due_of
from community.models import Appeal, Message, Notice, Report, Room, RoomEvent
from community.queries.appeals import appeals_to_judge, decision_about, open_appeals
from community.queries.reports import Reportable, add_reportable
from core.errors import Conflict, Invalid, Refused
from core.models import Deed

Say = Callable[..., RoomEvent]
SignIn = Callable[[User], Client]


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.MODERATOR)


@pytest.fixture
def judged(room: Room, aida: User, kadri: User, say: Say, moderator: User) -> Report:
    say(aida, "Something rude")
    made = report(object_type="message", code=Message.objects.get().code, by=kadri, reason="insult")
    return answer_report(report=made, by=moderator, verdict="removed", answer="An insult")


@pytest.fixture
def decision(judged: Report) -> Deed:
    return Deed.objects.get(deed="community.removed")


@pytest.fixture
def asked(decision: Deed, aida: User, other: User) -> Appeal:
    return appeal(deed=decision, by=aida, words="It was a quotation")


@pytest.fixture
def other(make_officer: Callable[..., User], moderator: User) -> User:
    return make_officer(OfficeKind.MODERATOR)


def test_the_person_concerned_asks_and_another_moderator_is_told(
    asked: Appeal, aida: User, other: User, moderator: User
) -> None:
    assert (asked.by, asked.words, asked.outcome) == (aida, "It was a quotation", "")
    assert {notice.user for notice in Notice.objects.filter(key="community.appeal_waits")} == {other}
    assert (list(open_appeals(other)), list(open_appeals(moderator))) == ([asked], [])
    assert abs(asked.due_at - due_of("appeal", asked.created_at)) < timedelta(minutes=1)
    assert next(iter(aida.deeds_about.all())).deed == "community.appeal"


def test_where_there_is_no_other_moderator_an_administrator_is_told(
    decision: Deed, aida: User, make_officer: Callable[..., User]
) -> None:
    chief = make_officer(OfficeKind.ADMINISTRATOR)
    made = appeal(deed=decision, by=aida, words="It was a quotation")
    assert [notice.user for notice in Notice.objects.filter(key="community.appeal_waits")] == [chief]
    assert list(open_appeals(chief)) == [made]


def test_nobody_else_asks(decision: Deed, kadri: User, moderator: User, stranger: User) -> None:
    for person in (kadri, moderator, stranger, None):
        with pytest.raises(Refused):
            appeal(deed=decision, by=person, words="No")
    assert Appeal.objects.count() == 0


def test_other_deeds_have_no_appeal(judged: Report, aida: User, moderator: User) -> None:
    looked = Deed.objects.create(deed="community.see_reported", object_type="x", object_id="x", by=moderator)
    looked.concerns.add(aida)
    with pytest.raises(Refused):
        appeal(deed=looked, by=aida, words="No")
    assert decision_about(aida, "community.see_reported", "x") is None


@pytest.mark.parametrize("words", ["", " \x00\n ", "x" * 2001])
def test_an_appeal_says_why(decision: Deed, aida: User, words: str) -> None:
    with pytest.raises(Invalid):
        appeal(deed=decision, by=aida, words=words)
    assert Appeal.objects.count() == 0


def test_one_appeal_a_decision(asked: Appeal, decision: Deed, aida: User) -> None:
    with pytest.raises(Conflict):
        appeal(deed=decision, by=aida, words="Again")
    assert Appeal.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(deed=decision, by=aida, words="x", due_at=asked.due_at)


def test_the_first_judge_and_people_with_a_part_in_it_do_not_answer(
    asked: Appeal, aida: User, kadri: User, moderator: User, stranger: User, make_officer: Callable[..., User]
) -> None:
    coordinator = make_officer(OfficeKind.COORDINATOR)
    for person in (aida, kadri, moderator, stranger, coordinator, None):
        with pytest.raises(Refused):
            answer_appeal(appeal=asked, by=person, outcome="overturned", answer="So be it")
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_who_reported_does_not_answer_the_appeal_even_as_a_moderator(
    asked: Appeal, kadri: User, make_officer: Callable[..., User]
) -> None:
    kadri.offices.create(office=OfficeKind.MODERATOR)
    assert list(appeals_to_judge(User.objects.get(pk=kadri.pk))) == []


def test_a_decision_stands(asked: Appeal, aida: User, other: User, moderator: User) -> None:
    answer_appeal(appeal=asked, by=other, outcome="upheld", answer="It was no quotation")
    assert (asked.outcome, asked.answered_by, asked.restored) == ("upheld", other, False)
    deed = Deed.objects.get(deed="community.upheld")
    assert (set(deed.concerns.all()), deed.ground) == ({aida, moderator}, "It was no quotation")
    assert Notice.objects.get(user=aida, key="community.appeal_upheld").url == f"/en/appeals/{asked.code}/"
    with pytest.raises(Conflict):
        answer_appeal(appeal=asked, by=other, outcome="overturned", answer="After all")


def test_a_message_cannot_come_back_and_the_page_says_so(
    asked: Appeal, aida: User, other: User, moderator: User, signed_in: SignIn
) -> None:
    answer_appeal(appeal=asked, by=other, outcome="overturned", answer="It was one")
    assert (asked.outcome, asked.restored, Message.objects.get().text) == ("overturned", False, "")
    told = {(n.user, n.key) for n in Notice.objects.filter(key__in=DECIDED)}
    assert told == {(aida, "community.appeal_overturned"), (moderator, "community.decision_overturned")}
    page = signed_in(aida).get(f"/en/appeals/{asked.code}/").text
    assert "cannot be brought back" in page


DECIDED = ("community.appeal_overturned", "community.decision_overturned")


def test_what_kept_its_words_is_restored(
    kadri: User, aida: User, moderator: User, other: User, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = {"page": "there"}
    monkeypatch.setattr("community.queries.reports._reportable", {})
    how = Reportable(
        "a page", lambda _user, _code: aida, lambda _thing: aida, lambda _thing: {"text": "Words"},
        remove=lambda code, by: shelf.update({code: "away"}), restore=lambda code, by: shelf.update({code: "back"}),
    )  # fmt: skip
    add_reportable("page", how)
    made = report(object_type="page", code="page", by=kadri, reason="spam")
    answer_report(report=made, by=moderator, verdict="removed", answer="Spam")
    asked = appeal(deed=Deed.objects.get(deed="community.removed"), by=aida, words="No spam")
    assert shelf == {"page": "away"}
    answer_appeal(appeal=asked, by=other, outcome="overturned", answer="No spam")
    assert (shelf, asked.restored) == ({"page": "back"}, True)


@pytest.mark.parametrize(("outcome", "answer"), [("nonsense", "x"), ("upheld", " "), ("upheld", "x" * 2001)])
def test_an_answer_needs_an_outcome_and_a_reason(asked: Appeal, other: User, outcome: str, answer: str) -> None:
    with pytest.raises(Invalid):
        answer_appeal(appeal=asked, by=other, outcome=outcome, answer=answer)
    asked.refresh_from_db()
    assert (asked.answered_at, asked.outcome) == (None, "")


def test_an_erased_person_leaves_no_open_appeal(asked: Appeal, aida: User) -> None:
    erase_talk(aida)
    assert Appeal.objects.count() == 0


def test_from_the_page_of_the_person_to_the_answer(
    judged: Report, aida: User, kadri: User, other: User, moderator: User, signed_in: SignIn
) -> None:
    mine, desk = signed_in(aida), signed_in(other)
    ask = f"/en/appeals/community.removed/{judged.code}/"
    assert ask in mine.get(f"/en/verdicts/{judged.code}/").text
    assert ask in mine.get("/en/deeds/").text
    assert signed_in(kadri).get(ask).status_code == 404
    refused = mine.post(ask, {"words": " "})
    assert (refused.status_code, Appeal.objects.count()) == (200, 0)
    assert mine.post(ask, {"words": "A quotation"}).url == f"/en/appeals/{Appeal.objects.get().code}/"
    assert mine.get(ask).status_code == 302
    page = f"/en/desk/appeals/{Appeal.objects.get().code}/"
    assert page in desk.get("/en/desk/appeals/").text
    assert [signed_in(person).get(page).status_code for person in (moderator, aida)] == [404, 404]
    assert desk.post(page, {"outcome": "", "answer": ""}).status_code == 200
    assert desk.post(page, {"outcome": "upheld", "answer": "No"}).status_code == 302
    assert "The decision stands" in desk.get(page).text
    assert page in desk.get("/en/desk/appeals/?show=mine").text
    assert page not in desk.get("/en/desk/appeals/").text
    assert "The decision stands." in mine.get(f"/en/appeals/{Appeal.objects.get().code}/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_however_many_there_are(
    count: int, aida: User, kadri: User, moderator: User, other: User, room: Room, say: Say, signed_in: SignIn,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for _ in range(count):
        say(aida, "Rude")
        message = Message.objects.filter(deleted_at=None).get()
        made = report(object_type="message", code=message.code, by=kadri, reason="insult")
        answer_report(report=made, by=moderator, verdict="removed", answer="An insult")
    for deed in Deed.objects.filter(deed="community.removed"):
        appeal(deed=deed, by=aida, words="No")
    Notice.objects.all().delete()
    desk, mine = signed_in(other), signed_in(aida)
    with django_assert_num_queries(10):
        assert desk.get("/en/desk/appeals/").text.count('class="queue"') == count
    with django_assert_num_queries(7):
        assert desk.get("/en/desk/reports/?show=answered").text.count('class="queue"') == count
    with django_assert_num_queries(8):
        assert mine.get("/en/deeds/").text.count("<time") == 2 * count


def test_reports_are_filtered(judged: Report, moderator: User, other: User, signed_in: SignIn) -> None:
    found = {
        (person, show): f"/desk/reports/{judged.code}/" in signed_in(person).get(f"/en/desk/reports/?show={show}").text
        for person in (moderator, other)
        for show in ("", "mine", "answered", "nonsense")
    }
    yes = {(moderator, "mine"), (moderator, "answered"), (other, "answered")}
    assert {key for key, there in found.items() if there} == yes
