"""Pages and API of talk: status for each reader, literal query counts, forms that work without script."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import OfficeKind, User
from community.actions.blocks import block
from community.actions.messages import delete_message, send_message
from community.actions.reports import report
from community.actions.rooms import open_room
from community.models import Block, Message, Notice, Report, Room, RoomEvent, RoomMember
from core.models import KeptEntry
from tests.walking import joined

Say = Callable[..., RoomEvent]
SignIn = Callable[[User], Client]


@pytest.fixture
def page(room: Room) -> str:
    return f"/en/rooms/{room.code}/"


def test_members_read_others_find_nothing(
    page: str, aida: User, stranger: User, signed_in: SignIn, client: Client
) -> None:
    answers = [signed_in(aida).get(page), signed_in(stranger).get(page), client.get(page)]
    assert [answer.status_code for answer in answers] == [200, 404, 302]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_room_costs_the_same_however_much_was_said(
    count: int, page: str, room: Room, aida: User, kadri: User, signed_in: SignIn, django_assert_num_queries: Any
) -> None:
    Message.objects.bulk_create(
        Message(room=room, seq=n, author=(aida, kadri)[n % 2], text="x", language="en", created_at=room.created_at)
        for n in range(1, count + 1)
    )
    Room.objects.update(head_seq=count)
    client = signed_in(aida)
    client.get("/en/blocks/")
    with django_assert_num_queries(20):  # three of them tell the person's other pages that it is read
        answer = client.get(page)
    assert answer.content.count(b"data-seq=") == count


def test_earlier_messages_are_a_page_away(page: str, room: Room, aida: User, say: Say, signed_in: SignIn) -> None:
    Message.objects.bulk_create(
        Message(room=room, seq=n, author=aida, text=f"no {n}", language="en", created_at=room.created_at)
        for n in range(1, 62)
    )
    client = signed_in(aida)
    newest = client.get(page)
    assert (len(newest.context["log"]), newest.context["earlier"]) == (50, 12)
    before = client.get(f"{page}?before=12")
    assert [m["seq"] for m in before.context["log"]] == list(range(1, 12))
    assert before.context["earlier"] is None
    assert client.get(f"{page}?before=-1").status_code == 404
    assert client.get(f"{page}?before=x").status_code == 404


def test_a_form_sent_twice_stores_once(page: str, room: Room, aida: User, signed_in: SignIn) -> None:
    client = signed_in(aida)
    client_id = client.get(page).context["client_id"]
    form = {"text": "Салам", "language": "ky", "client_id": client_id, "back": "/en/blocks/"}
    answers = [client.post(f"{page}say/", form) for _ in range(2)]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/en/blocks/#write")] * 2
    assert Message.objects.get().text == "Салам"


def test_the_way_back_stays_on_this_site(page: str, room: Room, aida: User, signed_in: SignIn) -> None:
    client = signed_in(aida)
    for back in ("https://evil.example/", "//evil.example/", ""):
        form = {"text": "x", "language": "ky", "client_id": uuid4().hex, "back": back}
        assert client.post(f"{page}say/", form).headers["Location"] == f"{page}#write"


def test_what_cannot_be_stored_is_kept_in_the_form(page: str, aida: User, signed_in: SignIn) -> None:
    long = "long " * 900
    answer = signed_in(aida).post(f"{page}say/", {"text": long, "language": "ky", "client_id": uuid4().hex})
    assert answer.status_code == 400
    assert long.strip() in answer.content.decode()
    assert "4,000" in answer.content.decode()
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ({"language": "xx"}, "Choose the language of your message."),
        ({"client_id": "no number"}, "This form is damaged. Load the page again; what you typed is kept."),
    ],
)
@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_what_is_wrong_besides_the_words_is_said_and_sent_again_it_arrives(
    room: Room, aida: User, signed_in: SignIn, spoilt: dict[str, str], said: str, language: str
) -> None:
    client, form = signed_in(aida), {"text": "Салам", "language": "ky", "client_id": uuid4().hex}
    answer = client.post(f"/{language}/rooms/{room.code}/say/", {**form, **spoilt})
    with translation.override(language):
        error = gettext(said)
    assert (answer.status_code, Message.objects.count()) == (400, 0)
    assert error in joined(answer.text)
    assert "Салам" in answer.text
    found = re.search(r'name="client_id"\s+value="([^"]*)"', answer.text)
    assert found
    again = client.post(f"/{language}/rooms/{room.code}/say/", {**form, "client_id": found.group(1)})
    assert (again.status_code, Message.objects.get().text) == (302, "Салам")


def test_other_words_under_a_used_number_are_refused(page: str, aida: User, say: Say, signed_in: SignIn) -> None:
    once = uuid4().hex
    say(aida, "One", client_id=once)
    answer = signed_in(aida).post(f"{page}say/", {"text": "Two", "language": "en", "client_id": once})
    assert (answer.status_code, Message.objects.count()) == (409, 1)


def test_opening_the_page_reads_it(page: str, room: Room, aida: User, kadri: User, say: Say, signed_in: SignIn) -> None:
    say(aida)
    signed_in(kadri).get(page)
    assert RoomMember.objects.get(room=room, user=kadri).last_read_seq == 1


def test_the_words_of_a_blocked_person_are_not_on_the_page(
    page: str, aida: User, kadri: User, say: Say, signed_in: SignIn
) -> None:
    say(aida, "rude words")
    block(by=kadri, whom=aida)
    assert b"rude words" not in signed_in(kadri).get(page).content
    assert b"rude words" in signed_in(aida).get(page).content


def test_taking_back_asks_first(aida: User, kadri: User, say: Say, signed_in: SignIn) -> None:
    say(aida, "Oops")
    message = Message.objects.get()
    page = f"/en/messages/{message.code}/take-back/"
    assert signed_in(kadri).get(page).status_code == 404
    client = signed_in(aida)
    assert b"Oops" in client.get(page).content
    assert client.post(page).status_code == 302
    message.refresh_from_db()
    assert message.text == ""


def test_leaving_asks_first(page: str, kadri: User, signed_in: SignIn) -> None:
    client = signed_in(kadri)
    assert client.get(f"{page}leave/").status_code == 200
    assert client.post(f"{page}leave/").status_code == 302
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_rooms(
    count: int, aida: User, kadri: User, signed_in: SignIn, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        open_room(title=f"Room {number}", members=[aida, kadri], by=aida)
    client = signed_in(aida)
    client.get("/en/blocks/")
    with django_assert_num_queries(6):
        assert client.get("/en/rooms/").content.decode().count("Room ") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_rooms_tells_what_was_said_last(
    count: int, aida: User, kadri: User, signed_in: SignIn, django_assert_num_queries: Any
) -> None:
    """The latest talk first; what was taken back, and what somebody blocked wrote, is not told."""
    rooms = [open_room(title=f"Room {number}", members=[aida, kadri], by=aida) for number in range(count)]
    for number, room in enumerate(rooms):
        send_message(room=room, by=kadri, text=f"Snow {number}", language="en", client_id=uuid4().hex)
    client = signed_in(aida)
    client.get("/en/blocks/")
    with django_assert_num_queries(8):
        page = client.get("/en/rooms/").content.decode()
    places = [page.index(f"Snow {number}") for number in range(count)]
    assert places == sorted(places, reverse=True)
    delete_message(message=Message.objects.get(text="Snow 0"), by=kadri)
    assert "Snow 0" not in client.get("/en/rooms/").content.decode()
    send_message(room=rooms[0], by=kadri, text="Rain", language="en", client_id=uuid4().hex)
    assert "Rain" in client.get("/en/rooms/").content.decode()
    block(by=aida, whom=kadri)
    assert "Rain" not in client.get("/en/rooms/").content.decode()


def test_reporting_without_script(aida: User, kadri: User, stranger: User, say: Say, signed_in: SignIn) -> None:
    say(aida, "Something rude")
    page = f"/en/report/message/{Message.objects.get().code}/"
    assert signed_in(stranger).get(page).status_code == 404
    client = signed_in(kadri)
    assert b"Something rude" in client.get(page).content
    refused = client.post(page, {"reason": "", "words": "my words"})
    assert (refused.status_code, b"my words" in refused.content, Report.objects.count()) == (200, True, 0)
    sent = client.post(page, {"reason": "insult", "words": "my words"}, follow=True)
    assert (sent.status_code, Report.objects.get().reason) == (200, "insult")
    assert signed_in(aida).get(f"{page}sent/").status_code == 404


def test_blocking_from_the_room_and_ending_it(
    aida: User, kadri: User, stranger: User, room: Room, signed_in: SignIn
) -> None:
    client = signed_in(kadri)
    assert client.post(f"/en/blocks/{stranger.code}/add/").status_code == 404
    assert b"Aida" in client.post(f"/en/blocks/{aida.code}/add/", follow=True).content
    assert client.post(f"/en/blocks/{aida.code}/end/").status_code == 302
    assert client.post(f"/en/blocks/{aida.code}/end/").status_code == 404
    assert Block.objects.count() == 0


def test_the_desk_answers(
    aida: User, kadri: User, say: Say, signed_in: SignIn, make_officer: Callable[..., User]
) -> None:
    say(aida, "Something rude")
    moderator = make_officer(OfficeKind.MODERATOR)
    filed = report(object_type="message", code=Message.objects.get().code, by=kadri, reason="insult")
    page = f"/en/desk/reports/{filed.code}/"
    for person in (aida, kadri, make_officer(OfficeKind.COORDINATOR)):
        client = signed_in(person)
        assert [client.get("/en/desk/reports/").status_code, client.get(page).status_code] == [404, 404]
    client = signed_in(moderator)
    assert filed.code in client.get("/en/desk/reports/").content.decode()
    assert b"Something rude" in client.get(page).content
    refused = client.post(page, {"verdict": "removed", "answer": ""})
    assert (refused.status_code, Report.objects.get().answered_at) == (200, None)
    assert client.post(page, {"verdict": "removed", "answer": "An insult"}).status_code == 302
    verdict = f"/en/verdicts/{filed.code}/"
    found = {person: signed_in(person).get(verdict) for person in (aida, kadri, moderator)}
    assert [answer.status_code for answer in found.values()] == [200, 200, 404]
    assert b"Kadri" not in found[aida].content.split(b"<main")[1]


def test_notices_are_listed_and_read(
    aida: User, kadri: User, say: Say, signed_in: SignIn, make_officer: Callable[..., User]
) -> None:
    say(aida, "Something rude")
    moderator = make_officer(OfficeKind.MODERATOR)
    report(object_type="message", code=Message.objects.get().code, by=kadri, reason="insult")
    client = signed_in(moderator)
    page = client.get("/en/notices/").content.decode()
    assert "A report waits for an answer: insult or threat." in page
    shown = '<span class="badge" data-count="notices"{}>'
    assert shown.format("") in joined(page)
    assert client.post("/en/notices/read/").status_code == 302
    assert shown.format(" hidden") in joined(client.get("/en/notices/").content.decode())


def test_the_api_says_what_the_socket_says(room: Room, aida: User, kadri: User, say: Say, signed_in: SignIn) -> None:
    say(aida, "one")
    say(kadri, "two")
    client = signed_in(kadri)
    found = client.get(f"/api/rooms/{room.code}/events?after=1&epoch={room.epoch}").json()
    assert (found["start"], found["head"], found["epoch"], found["reset"]) == (1, 2, room.epoch, False)
    assert [(e["seq"], e["kind"], e["data"]["text"]) for e in found["events"]] == [(2, "message", "two")]
    assert client.get(f"/api/rooms/{room.code}/events?after=1&epoch=other").json()["reset"] is True
    listed = client.get(f"/api/rooms/{room.code}/messages?limit=1").json()
    assert ([m["data"]["text"] for m in listed["messages"]], listed["earlier"], listed["head"]) == (["two"], True, 2)


def test_the_api_stores_once(room: Room, aida: User, signed_in: SignIn) -> None:
    client = signed_in(aida)
    body = {"client_id": uuid4().hex, "text": "Салам", "language": "ky"}
    answers = [client.post(f"/api/rooms/{room.code}/messages", body, "application/json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["seq"], answers[0].json()["client_id"]) == (1, body["client_id"])
    other = client.post(f"/api/rooms/{room.code}/messages?lang=ky", {**body, "text": "x"}, "application/json")
    assert (other.status_code, other.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"text": "x"}',
        json.dumps({"client_id": "x" * 41, "text": "x", "language": "en"}),
        json.dumps({"client_id": "a" * 32, "text": "x" * 5000, "language": "en"}),
        json.dumps({"client_id": "a" * 32, "text": "x", "language": "tlh-Klingon"}),
        json.dumps({"client_id": "a" * 32, "text": "\x00", "language": "en"}),
    ],
)
def test_nonsense_is_answered_with_4xx(room: Room, aida: User, signed_in: SignIn, body: str) -> None:
    answer = signed_in(aida).post(f"/api/rooms/{room.code}/messages", body, "application/json")
    assert answer.status_code in {400, 422}
    assert Message.objects.count() == 0


def test_the_api_is_for_members_with_a_token(
    room: Room, aida: User, stranger: User, signed_in: SignIn, client: Client
) -> None:
    body = {"client_id": uuid4().hex, "text": "x", "language": "ky"}
    where = f"/api/rooms/{room.code}/messages"
    assert client.post(where, body, "application/json").status_code == 401
    assert signed_in(stranger).post(where, body, "application/json").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(aida, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(where, body, "application/json").status_code == 403
    for path in ("events", "messages"):
        assert signed_in(stranger).get(f"/api/rooms/{room.code}/{path}").status_code == 404
    assert Message.objects.count() == 0


@pytest.mark.parametrize("query", ["after=-1", "after=x", f"after={2**70}", "limit=0", "before=-5", "limit=100000"])
def test_odd_numbers_are_refused(room: Room, aida: User, signed_in: SignIn, query: str) -> None:
    client = signed_in(aida)
    path = "events" if query.startswith("after") else "messages"
    assert client.get(f"/api/rooms/{room.code}/{path}?{query}").status_code == 422


def test_notices_by_api_speak_the_language_of_the_page(
    aida: User, kadri: User, say: Say, signed_in: SignIn, make_officer: Callable[..., User]
) -> None:
    say(aida, "rude")
    moderator = make_officer(OfficeKind.MODERATOR)
    report(object_type="message", code=Message.objects.get().code, by=kadri, reason="insult")
    (found,) = signed_in(moderator).get("/api/notices?after=0&lang=ru").json()["notices"]
    assert found["url"].startswith("/ru/desk/reports/")
    assert "оскорбление" in found["text"]
    assert Notice.objects.get().seq == found["seq"] == 1


@pytest.mark.parametrize("length", [4001, 25_000])
def test_too_many_words_are_refused_to_machines_in_the_language_asked_for(
    length: int, room: Room, aida: User, signed_in: SignIn
) -> None:
    body = {"client_id": "a" * 16, "text": "ы" * length, "language": "ky"}
    answer = signed_in(aida).post(f"/api/rooms/{room.code}/messages?lang=ru", body, "application/json")
    said = answer.json()
    assert (answer.status_code, said["code"], room.messages.count()) == (400, "invalid", 0)
    assert said["text"].startswith("Сюда помещается знаков: 4\u00a0000.")
    assert said["next_step"] == "Отправьте двумя сообщениями."


def test_too_many_words_come_back_whole(page: str, room: Room, aida: User, signed_in: SignIn) -> None:
    words = "салам " * 800
    body = {"client_id": "a" * 16, "text": words, "language": "ky", "back": page}
    answer = signed_in(aida).post(f"{page}say/", body)
    shown = answer.content.decode()
    assert (words.strip() in shown, "There are 4,799 now: 799 too many." in shown) == (True, True)
    assert room.messages.count() == 0


def test_a_message_of_one_tab_ends_only_the_draft_that_says_the_same(
    page: str, room: Room, aida: User, signed_in: SignIn
) -> None:
    client = signed_in(aida)
    form = {"kept-page": page, "kept-form": f"{page}say/:", "language": "en"}
    client.post("/kept/", {**form, "text": "Of the first tab\r\n", "kept-mark": "a" * 32, "kept-number": "1"})
    for number, (text, left) in enumerate((("Of the second tab", 1), ("Of  the first tab", 0))):
        send_message(room=room, by=aida, text=text, language="en", client_id=f"client-{number}")
        client.post("/kept/", {**form, "text": "", "kept-mark": "b" * 32, "kept-number": str(number), "kept-over": "1"})
        assert KeptEntry.objects.filter(over_at=None).count() == left
    assert "Of the first tab" not in client.get(page).context["form"].as_p()
