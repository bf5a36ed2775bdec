"""Types of all frames of the socket, close codes, and the names of topics."""

from typing import Any, Final, Literal, NotRequired, TypedDict

from core.live import close_codes

ROOM: Final = "room"
NOTICES: Final = "notices"
FORUM: Final = "forum"
SOCKET: Final = "socket"  # the topic of what concerns the line itself

# Why a socket was closed, or refused; the browser decides by it whether to come back, and when.
SIGNED_OUT: Final = 4401
FORBIDDEN: Final = 4403  # a page of another site, or an office without its second factor
UNKNOWN: Final = 4404  # no socket has this address
TOO_SLOW: Final = 4408
TOO_BIG: Final = close_codes.TOO_BIG
TOO_MUCH: Final = close_codes.TOO_MUCH
BROKEN: Final = 4450


def room_topic(code: str) -> str:
    return f"{ROOM}:{code}"


def notices_topic(user_code: str) -> str:
    return f"{NOTICES}:{user_code}"


def forum_topic(code: str) -> str:
    return f"{FORUM}:{code}"


class FromBrowser(TypedDict):
    """`do` decides which of the others are needed."""

    do: Literal["subscribe", "unsubscribe", "send", "read", "seen"]
    topic: NotRequired[str]
    after: NotRequired[int | None]  # the last number the browser holds; None: only what is new
    epoch: NotRequired[str]
    room: NotRequired[str]
    client_id: NotRequired[str]
    text: NotRequired[str]
    language: NotRequired[str]
    seq: NotRequired[int]
    n: NotRequired[int]  # how many frames arrived on this socket


class ToBrowser(TypedDict):
    """Kinds of numbered frames: message, delete, join, leave, close (rooms); notice (notices);
    post (forum: the page asks how many are new).

    Kinds without number: start {}, live {}, reset {}, gone {}, stored StoredData, refused RefusedData (rooms);
    read {unread}, today TodayData, numbers NumbersData, talk TalkData, room_read RoomReadData (notices, whose start
    and reset hold {numbers: NumbersData} too);
    heartbeat {heads: {topic: seq}}, resync {} (socket).
    """

    topic: str
    seq: int
    epoch: str
    kind: str
    data: dict[str, Any]


class MessageData(TypedDict):
    code: str
    actor: str | None
    name: str
    latin: str  # the same in Latin letters
    text: str
    html: str  # of core.text.markup: safe to be shown as it is
    language: str
    at: str
    client_id: str
    gone: NotRequired[bool]  # taken back since
    hidden: NotRequired[bool]  # by somebody whom the reader blocked


class TodayData(TypedDict):
    """How much waits, and how much of it on a desk. Of two such frames the one with the higher `version` holds."""

    today: int
    desk: int
    version: int


class NumbersData(TodayData):
    """All numbers of the frame. `rooms`: by code the last number of each room, and up to which the person has read."""

    messages: int
    notices: int
    rooms: dict[str, tuple[int, int]]


class TalkData(TypedDict):
    """Something happened in a room of the person; `mine`: by themselves, who thereby have read what was before it."""

    room: str
    seq: int
    mine: bool


class RoomReadData(TypedDict):
    room: str
    seq: int


class StoredData(TypedDict):
    client_id: str
    seq: int
    created_at: str


class RefusedData(TypedDict):
    client_id: str
    code: str
    status: int
    text: str
    next_step: str
    wait: int
