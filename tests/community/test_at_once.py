"""Many at once: the same message twice, two senders, hundreds of words; numbers stay without gap and double."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connections

from accounts.models import User
from community.actions.messages import delete_message, send_message
from community.actions.steps.notices import notify
from community.models import Message, Notice, NoticeBox, Room, RoomEvent
from core.errors import Conflict
from core.models import OutboxRow
from tests.community.committing import committing

pytestmark = committing
T = TypeVar("T")


def at_once(*works: Callable[[], T]) -> list[T | Exception]:
    """Each in a thread and connection of its own, all beginning together."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], T]) -> T | Exception:
        try:
            gate.wait(30)
            return work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def look(work: Callable[[], T]) -> T:
    (found,) = at_once(work)
    assert not isinstance(found, Exception), found
    return found


def say(room: Room, by: User, text: str, client_id: str) -> int:
    return send_message(room=room, by=by, text=text, language="en", client_id=client_id).seq


def numbers(room: Room) -> dict[str, Any]:
    return {
        "head": Room.objects.get(pk=room.pk).head_seq,
        "events": list(RoomEvent.objects.filter(room=room).order_by("seq").values_list("seq", flat=True)),
        "messages": list(Message.objects.filter(room=room).order_by("seq").values_list("seq", flat=True)),
        "news": sorted(OutboxRow.objects.filter(topic=f"room:{room.code}").values_list("seq", flat=True)),
    }


def test_the_same_message_at_once_is_stored_once(room: Room, aida: User) -> None:
    once = uuid4().hex
    found = at_once(*[lambda: say(room, aida, "Hello", once)] * 6)
    assert found == [1] * 6
    assert look(lambda: numbers(room)) == {"head": 1, "events": [1], "messages": [1], "news": [1]}


def test_other_words_under_one_number_at_once(room: Room, aida: User) -> None:
    once = uuid4().hex
    found = at_once(*[lambda text=text: say(room, aida, text, once) for text in "abcd"])  # type: ignore[misc]
    assert sorted(type(one).__name__ for one in found) == [*["Conflict"] * 3, "int"]
    assert all(isinstance(one, Conflict) or one == 1 for one in found)
    assert look(lambda: numbers(room))["events"] == [1]


def test_two_people_at_once_get_numbers_without_a_gap(room: Room, aida: User, kadri: User) -> None:
    def talk(by: User) -> list[int]:
        return [say(room, by, str(number), uuid4().hex) for number in range(12)]

    ours, theirs = at_once(lambda: talk(aida), lambda: talk(kadri))
    assert not isinstance(ours, Exception), ours
    assert not isinstance(theirs, Exception), theirs
    whole = list(range(1, 25))
    assert (sorted(ours + theirs), ours, theirs) == (whole, sorted(ours), sorted(theirs))
    assert look(lambda: numbers(room)) == {"head": 24, "events": whole, "messages": whole, "news": whole}


def test_a_message_is_taken_back_once(room: Room, aida: User) -> None:
    look(lambda: say(room, aida, "Oops", uuid4().hex))

    def take_back() -> None:
        delete_message(message=Message.objects.get(room=room), by=aida)

    assert at_once(take_back, take_back, take_back) == [None] * 3
    assert look(lambda: numbers(room))["events"] == [1, 2]


def test_a_notice_is_told_once_and_numbered_without_a_gap(room: Room, aida: User) -> None:
    def tell(dedupe: str) -> int:
        notice = notify(user=aida, key="community.report_kept", dedupe=dedupe)
        assert notice is not None
        return notice.seq

    found = at_once(*[lambda d=d: tell(d) for d in "aaabbc"])  # type: ignore[misc]
    assert sorted({one for one in found if isinstance(one, int)}) == [1, 2, 3]
    assert all(isinstance(one, int) for one in found), found
    assert look(lambda: sorted(Notice.objects.values_list("seq", flat=True))) == [1, 2, 3]
    assert look(lambda: NoticeBox.objects.get(user=aida).head_seq) == 3
