"""Open pages hear the numbers of their frame: all of them when their line comes up, then each change."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from accounts.models import OfficeKind, User
from community.actions.reading import mark_read
from community.actions.reports import report
from community.actions.rooms import join_room, leave_room, open_room
from community.models import Message, Room, RoomEvent
from core.errors import Refused
from core.live.realtime import in_database
from core.models import OutboxRow
from tests.community.committing import committing
from tests.community.test_sockets import Frame, Socket, said

__all__ = ["said"]
pytestmark = committing
Say = Callable[..., Awaitable[RoomEvent]]


class Bell(Socket):
    """A page that follows nothing but its notices, as every page does."""

    async def ring(self, topic: str = "") -> dict[str, Any]:
        assert self.user is not None
        await self.say(do="subscribe", topic=topic or f"notices:{self.user.code}", after=None, epoch="")
        start, *_rest = await self.until("live")
        numbers: dict[str, Any] = start["data"]["numbers"]
        return numbers

    async def news(self) -> Frame:
        """The next that is no heartbeat."""
        while (frame := await self.hear())["kind"] == "heartbeat":
            pass
        return frame


async def test_all_numbers_come_first_and_then_that_something_was_said(
    room: Room, aida: User, kadri: User, said: Say
) -> None:
    await said(aida, "before")
    async with Bell(kadri) as page:
        numbers = await page.ring()
        assert numbers == {
            "today": 0,
            "desk": 0,
            "version": 0,
            "messages": 1,
            "notices": 0,
            "rooms": {room.code: [1, 0]},
        }
        await said(aida, "secret words")
        first = await page.news()
        await said(kadri, "an answer")
        second = await page.news()
    assert (first["topic"], first["seq"]) == (f"notices:{kadri.code}", 0)
    assert [(frame["kind"], frame["data"]) for frame in (first, second)] == [
        ("talk", {"room": room.code, "seq": 2, "mine": False}),
        ("talk", {"room": room.code, "seq": 3, "mine": True}),
    ]


async def test_what_is_read_in_one_tab_is_told_to_all(room: Room, aida: User, kadri: User, said: Say) -> None:
    await said(aida, "one")
    async with Bell(kadri) as tab, Bell(aida) as other:
        await tab.ring()
        await other.ring()
        for _twice in range(2):
            await in_database(mark_read)(room=room, by=kadri, seq=1)
        await said(aida, "two")
        heard = [await tab.news() for _ in range(2)]
        assert [(frame["kind"], frame["data"]["seq"]) for frame in heard] == [("room_read", 1), ("talk", 2)]
        assert (await other.news())["kind"] == "talk"  # what another has read is not told


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_may_not_read_tells_nothing(room: Room, stranger: User, kadri: User) -> None:
    with pytest.raises(Refused):
        mark_read(room=room, by=stranger, seq=1)
    mark_read(room=room, by=kadri, seq=0)
    assert not OutboxRow.objects.filter(kind="room_read").exists()


async def test_whoever_comes_into_a_room_hears_of_it_at_once_and_who_leaves_no_more(
    room: Room, aida: User, kadri: User, stranger: User, said: Say
) -> None:
    await said(aida, "before")
    async with Bell(stranger) as page:
        assert (await page.ring())["rooms"] == {}
        await in_database(join_room)(room=room, user=stranger, by=aida)
        numbers = await page.news()
        assert (numbers["kind"], numbers["data"]["messages"], numbers["data"]["rooms"]) == (
            "numbers",
            0,
            {room.code: [2, 2]},
        )
        await said(aida, "after")
        assert (await page.news())["data"] == {"room": room.code, "seq": 3, "mine": False}
        await in_database(leave_room)(room=room, user=stranger, by=stranger)
        heard = await page.until("numbers")
        assert heard[-1]["data"]["rooms"] == {}
        await said(aida, "behind the door")
        await in_database(open_room)(title="Other", members=[stranger], by=aida)
        assert (await page.news())["kind"] == "numbers"


async def test_a_page_that_shows_the_room_may_go_and_its_talk_is_counted_on(
    room: Room, aida: User, kadri: User, said: Say
) -> None:
    async with Bell(kadri) as page:
        await page.ring()
        await page.subscribe(room, after=None)
        await said(aida, "one")
        both = [await page.news() for _ in range(2)]
        assert {(frame["topic"], frame["kind"]) for frame in both} == {
            (f"notices:{kadri.code}", "talk"),
            (f"room:{room.code}", "message"),
        }
        await page.say(do="unsubscribe", topic=f"room:{room.code}")
        await page.ring()
        await said(aida, "two")
        assert (await page.news())["data"]["seq"] == 2


async def test_another_persons_numbers_are_nobodys(room: Room, aida: User, kadri: User, said: Say) -> None:
    async with Bell(kadri) as page:
        await page.say(do="subscribe", topic=f"notices:{aida.code}", after=None, epoch="")
        assert (await page.news())["kind"] == "gone"


async def test_what_waits_is_told_when_it_changes(
    room: Room, aida: User, kadri: User, said: Say, make_officer: Callable[..., User]
) -> None:
    moderator = await in_database(make_officer)(OfficeKind.MODERATOR, email="judge@example.org")
    await said(aida, "Something rude")
    message = await in_database(Message.objects.get)()
    async with Bell(moderator) as page:
        await page.ring()
        await in_database(report)(object_type="message", code=message.code, by=kadri, reason="insult")
        told = (await page.until("today"))[-1]
    assert told["data"] == {"today": 1, "desk": 1, "version": 1}
