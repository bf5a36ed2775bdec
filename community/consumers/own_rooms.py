"""The rooms of a person, heard by a line beside what its pages follow: they count unread messages, and read none."""

from collections.abc import Container, Iterable
from typing import Any

from community.wire import ROOM, TalkData, notices_topic, room_topic
from core.live.hub import Follower, Frame, Hub


class OwnRooms:
    def __init__(self, line: Follower, user: Any) -> None:
        self.topic = notices_topic(getattr(user, "code", ""))
        self._line, self._user = line, user
        self._topics: frozenset[str] = frozenset()

    def __contains__(self, topic: str) -> bool:
        return topic in self._topics

    def hear(self, hub: Hub, codes: Iterable[str], *, seats: Container[str]) -> bool:
        """Whether they are other rooms than before. A page may follow one of them by itself (`seats`)."""
        before, self._topics = self._topics, frozenset(room_topic(code) for code in codes)
        for topic in self._topics - before:
            hub.follow(topic, self._line)
        for topic in before - self._topics:
            if topic not in seats:
                hub.unfollow(topic, self._line)
        return before != self._topics

    def news_of(self, frame: Frame) -> Frame | None:
        """That something happened there, without what: whatever counts has a number."""
        if frame.topic not in self._topics or not frame.seq:
            return None
        code = frame.topic.removeprefix(f"{ROOM}:")
        said = TalkData(room=code, seq=frame.seq, mine=_is_own(frame, self._user))
        return Frame(self.topic, "talk", {**said})


def _is_own(frame: Frame, user: Any) -> bool:
    """Who says something has read what was said before it."""
    return frame.kind == "message" and frame.data.get("actor") == user.code
