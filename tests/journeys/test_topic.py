"""The browser's own script against the real store: whatever the line does, a list is a prefix of the truth, and whole
in the end."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from playwright.sync_api import Browser, Page, Route

from accounts.models import Standing, User
from accounts.policy import RULES_VERSION
from community.actions.messages import delete_message, send_message
from community.actions.rooms import open_room
from community.models import Message, Room, RoomEvent, RoomMember
from community.queries.room_events import data_of, frame_of, room_catch_up
from core.models import LimitCount

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
HARNESS = """async ([head, epoch]) => {
  const { Topic } = await import("http://script.test/numbered-topic.js");
  globalThis.shown = [];
  globalThis.wants = { reset: false, fetch: 0 };
  globalThis.topic = new Topic(head, epoch, {
    apply: ({ seq, kind, data }) => shown.push([seq, kind, data.text ?? ""]),
    reset: () => { wants.reset = true; },
    behind: () => {},
    fetch: () => { wants.fetch += 1; },
  });
}"""
Shown = list[list[Any]]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html")

    found = browser.new_page()
    found.route("http://script.test/**", serve)
    found.goto("http://script.test/")
    return found


class Talk(RuleBasedStateMachine):
    """One page, one room. `air` holds frames that were sent; the line may bring any of them, twice or never."""

    page: Page

    @initialize()
    def open(self) -> None:
        self.people = [
            User.objects.create_user(f"{uuid4().hex}@example.org", name=name, rules_version=RULES_VERSION)
            for name in ("A", "B")
        ]
        for person in self.people:
            Standing.objects.create(user=person, may_write=True)
        self.room = open_room(title="Room", members=self.people, by=self.people[0])
        self.member = RoomMember.objects.get(room=self.room, user=self.people[1])
        self.air: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.sent: list[tuple[User, str, str, int]] = []
        self.base = 0
        self.page.evaluate(HARNESS, [0, self.room.epoch])

    def truth(self, upto: int | None = None) -> Shown:
        events = RoomEvent.objects.filter(room=self.room, seq__gt=self.base).select_related("actor").order_by("seq")
        rows = [[e.seq, e.kind, data_of(e).get("text", "")] for e in events]
        return [row for row in rows if upto is None or row[0] <= upto]

    def hear(self, frame: dict[str, Any]) -> None:
        self.page.evaluate("(frame) => topic.frame(frame)", frame)

    def on_the_air(self, seq: int) -> None:
        event = RoomEvent.objects.select_related("actor").get(room=self.room, seq=seq)
        frame = frame_of(self.room, event)
        self.air.append({"kind": frame.kind, "seq": frame.seq, "epoch": frame.epoch, "data": frame.data})

    @rule(who=st.integers(0, 1), text=st.sampled_from(["салам", "hello", "привет"]))
    def say(self, who: int, text: str) -> None:
        LimitCount.objects.all().delete()
        client_id = uuid4().hex
        event = send_message(room=self.room, by=self.people[who], text=text, language="ky", client_id=client_id)
        self.sent.append((self.people[who], text, client_id, event.seq))
        self.on_the_air(event.seq)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def say_again(self, data: st.DataObject) -> None:
        """The answer was lost, the browser tries again."""
        by, text, client_id, seq = data.draw(st.sampled_from(self.sent))
        again = send_message(room=self.room, by=by, text=text, language="ky", client_id=client_id)
        assert again.seq == seq

    @precondition(lambda self: self.air)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        """Late, early, twice."""
        self.hear(self.air[data.draw(st.integers(0, len(self.air) - 1))])

    @rule()
    def ask(self) -> None:
        """A subscription or a fetch: the answer is on its way."""
        after = self.page.evaluate("topic.last")
        epoch = self.page.evaluate("topic.epoch")
        found = room_catch_up(self.room, self.member, after=after, epoch=epoch)
        events = [{"seq": f.seq, "kind": f.kind, "data": f.data} for f in found.frames]
        kind = "reset" if found.reset else "start"
        self.answers.append({"kind": kind, "seq": found.start, "epoch": found.epoch, "data": {"events": events}})
        self.answers.append({"kind": "live", "seq": found.head, "epoch": found.epoch, "data": {}})

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        self.hear(self.answers.pop(data.draw(st.integers(0, len(self.answers) - 1))))

    @rule()
    def heartbeat(self) -> None:
        head = Room.objects.get(pk=self.room.pk).head_seq
        self.hear({"kind": "heartbeat", "seq": head, "epoch": "", "data": {}})

    @rule()
    def history_is_rebuilt(self) -> None:
        """After a restore: the same numbers may mean something else, so the page loads anew."""
        self.room.epoch = uuid4().hex[:12]
        self.room.save(update_fields=["epoch"])

    @precondition(lambda self: self.page.evaluate("wants.reset"))
    @rule()
    def load(self) -> None:
        fresh = Room.objects.get(pk=self.room.pk)
        self.page.evaluate(
            "([shownNow, head, epoch]) => { shown = shownNow; wants.reset = false; topic.loaded(head, epoch); }",
            [self.truth(fresh.head_seq), fresh.head_seq, fresh.epoch],
        )

    @invariant()
    def a_prefix_of_the_truth(self) -> None:
        if hasattr(self, "room"):
            last = self.page.evaluate("topic.last")
            assert self.page.evaluate("shown") == self.truth(last)

    def teardown(self) -> None:
        """The line is good again: one heartbeat and what it asks for."""
        if not hasattr(self, "room"):
            return
        for _ in range(3):
            self.heartbeat()
            self.answers.clear()
            self.ask()
            while self.answers:
                self.hear(self.answers.pop(0))
            if self.page.evaluate("wants.reset"):
                self.load()
        assert self.page.evaluate("shown") == self.truth()
        assert self.page.evaluate("topic.behind") is False


@pytest.mark.django_db
def test_whatever_the_line_does_the_list_is_a_prefix_of_the_truth(page: Page) -> None:
    Talk.page = page
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Talk,
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_what_was_taken_back_meanwhile_comes_without_words(page: Page) -> None:
    """The frame of the message and the scrubbed past differ; both end in the same state."""
    machine = Talk()
    Talk.page = page
    machine.open()
    machine.say(0, "oops")
    delete_message(message=Message.objects.get(room=machine.room), by=machine.people[0])
    machine.ask()
    machine.hear(machine.answers[0])
    assert page.evaluate("shown") == [[1, "message", ""], [2, "delete", ""]]
