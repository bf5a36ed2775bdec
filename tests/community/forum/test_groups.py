"""Boards of a group: who lets whom in, and what its people learn when an officer looks at something reported."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import OfficeKind, User
from community.actions.appeals import answer_appeal, appeal, look_at_appeal
from community.actions.forum.boards import add_person, board_of_room, remove_person
from community.actions.messages import send_message
from community.actions.reports import answer_report, look_at_report, report
from community.actions.rooms import open_room
from community.models import Board, Message, Notice, Post, Report, Topic
from community.texts.notices import sentence
from core.errors import Refused
from core.models import Deed

pytestmark = pytest.mark.django_db
In = Callable[[User], Client]
Open = Callable[..., Topic]


@pytest.fixture
def people(group_board: Board, moderator: User, make_user: Callable[..., User]) -> list[User]:
    found = [make_user(name, may_write=True) for name in ("Rude", "Hurt", "Third")]
    for person in found:
        add_person(board=group_board, by=moderator, email=person.email)
    return found


@pytest.fixture
def topic(group_board: Board, people: list[User], open_by: Open) -> Topic:
    return open_by(group_board, people[0])


@pytest.fixture
def filed(topic: Topic, people: list[User]) -> Report:
    return report(object_type="post", code=topic.posts.get().code, by=people[1], reason="insult")


def told(key: str = "community.looked") -> list[str]:
    return [n.user.name for n in Notice.objects.filter(key=key).select_related("user").order_by("user", "pk")]


def test_a_moderator_who_is_let_in_by_a_member_reads_and_only_then(
    group_board: Board, topic: Topic, moderator: User, people: list[User], signed_in: In
) -> None:
    page = reverse("community:topic", args=[topic.code])
    with pytest.raises(Refused):
        add_person(board=group_board, by=moderator, email=moderator.email)
    assert signed_in(moderator).get(page).status_code == 404
    add_person(board=group_board, by=people[2], email=moderator.email)
    assert signed_in(moderator).get(page).status_code == 200
    deed = Deed.objects.filter(deed="community.add_board_person").first()
    assert deed is not None
    assert (deed.by, list(deed.concerns.all())) == (people[2], [moderator])


def test_emptying_a_board_lets_no_moderator_name_its_people_anew(
    group_board: Board, topic: Topic, moderator: User, people: list[User]
) -> None:
    for person in people:
        remove_person(board=group_board, by=moderator, person=person)
    with pytest.raises(Refused):
        add_person(board=group_board, by=moderator, email=people[2].email)
    assert group_board.people.count() == 0


def test_people_go_by_themselves_and_let_nobody_else_go(group_board: Board, people: list[User]) -> None:
    with pytest.raises(Refused):
        remove_person(board=group_board, by=people[0], person=people[1])
    assert group_board.people.count() == len(people)
    remove_person(board=group_board, by=people[0], person=people[0])
    assert set(group_board.people.values_list("user", flat=True)) == {people[1].pk, people[2].pk}


def test_the_pages_of_its_people(
    group_board: Board, topic: Topic, people: list[User], moderator: User, make_user: Callable[..., User], signed_in: In
) -> None:
    client, new = signed_in(people[0]), make_user("New", may_write=True)
    board, let_in = (reverse(f"community:{name}", args=[group_board.code]) for name in ("board", "let_in"))
    assert [name in client.get(board).text for name in ("Rude", "Hurt", "Third", let_in)] == [True] * 4
    for email, status, said in (
        ("nobody@example.org", 200, "Nobody has an account with this address."),
        (people[0].email, 200, "Nobody lets themselves in."),
    ):
        answer = client.post(let_in, {"email": email})
        assert (answer.status_code, said in answer.text, email in answer.text) == (status, True, True)
    assert client.post(let_in, {"email": new.email}).status_code == 302
    assert group_board.people.filter(user=new).exists()
    desk = signed_in(moderator)
    edit = desk.get(reverse("community:edit_board", args=[group_board.code])).text
    assert "Only the people of this board can let somebody in." in edit
    refused = desk.post(reverse("community:board_person", args=[group_board.code]), {"email": moderator.email})
    assert (refused.status_code, group_board.people.filter(user=moderator).exists()) == (200, False)
    assert client.post(reverse("community:leave_board", args=[group_board.code])).status_code == 302
    assert client.get(board).status_code == 404


def test_its_people_are_told_once_that_an_officer_looked(
    filed: Report, moderator: User, people: list[User], group_board: Board, topic: Topic
) -> None:
    for _look in range(2):
        look_at_report(report=filed, by=moderator)
    assert told() == ["Rude", "Hurt", "Third"]
    deeds = Deed.objects.filter(deed="community.see_reported")
    assert [(deed.by, list(deed.concerns.all())) for deed in deeds] == [(moderator, [people[0]])] * 2
    notice = Notice.objects.filter(key="community.looked").first()
    assert notice is not None
    assert sentence(notice) == f"A moderator looked at something that was reported in “{group_board.name_en}”."
    assert notice.url == reverse("community:topic", args=[topic.code])


def test_of_what_everybody_reads_nobody_is_told(
    board: Board, moderator: User, kadri: User, aida: User, open_by: Open
) -> None:
    post = open_by(board, aida).posts.get()
    look_at_report(report=report(object_type="post", code=post.code, by=kadri, reason="insult"), by=moderator)
    assert (told(), Deed.objects.filter(deed="community.see_reported").count()) == ([], 1)


def test_the_people_of_a_room_and_of_its_board_are_told_too(
    moderator: User, make_user: Callable[..., User], open_by: Open
) -> None:
    one, other = make_user("One", may_write=True), make_user("Two", may_write=True)
    room = open_room(title="Living water", members=[one, other], by=one)
    send_message(room=room, by=one, text="Rude", language="en", client_id="rude-message")
    by_message = report(object_type="message", code=Message.objects.get().code, by=other, reason="insult")
    look_at_report(report=by_message, by=moderator)
    post: Post = open_by(board_of_room(room=room, by=one), one).posts.get()
    look_at_report(report=report(object_type="post", code=post.code, by=other, reason="insult"), by=moderator)
    assert told() == ["One", "One", "Two", "Two"]
    assert {sentence(n) for n in Notice.objects.filter(key="community.looked")} == {
        "A moderator looked at something that was reported in “Living water”."
    }


def test_a_stranger_to_the_office_looks_at_nothing_and_nobody_is_told(filed: Report, people: list[User]) -> None:
    with pytest.raises(Refused):
        look_at_report(report=filed, by=people[2])
    assert (told(), Deed.objects.filter(deed="community.see_reported").count()) == ([], 0)


def test_what_was_removed_in_a_group_comes_back_by_a_judge_who_is_not_in_it(
    filed: Report, topic: Topic, moderator: User, people: list[User], make_officer: Callable[..., User]
) -> None:
    judge = make_officer(OfficeKind.MODERATOR, email="judge@example.org")
    answer_report(report=filed, by=moderator, verdict="removed", answer="It is rude.")
    assert topic.posts.get().hidden_at is not None
    asked = appeal(deed=Deed.objects.get(deed="community.removed"), by=people[0], words="It was a joke.")
    look_at_appeal(appeal=asked, by=judge)
    assert told() == ["Rude", "Hurt", "Third"]
    assert Deed.objects.filter(deed="community.see_reported", by=judge).count() == 1
    with pytest.raises(Refused):
        look_at_appeal(appeal=asked, by=moderator)
    answer_appeal(appeal=asked, by=judge, outcome="overturned", answer="A joke it is.")
    asked.refresh_from_db()
    assert (topic.posts.get().hidden_at, asked.restored) == (None, True)
