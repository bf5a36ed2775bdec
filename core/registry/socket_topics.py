"""The topics that a socket may subscribe to, and who may follow each."""

from collections.abc import Callable
from typing import Any

_topics: dict[str, Callable[[Any, str], bool]] = {}


def add_topic(prefix: str, may_follow: Callable[[Any, str], bool]) -> None:
    """Topics `prefix:rest`; `may_follow(user, rest)` is asked at each subscription and again each minute."""
    _topics[prefix] = may_follow


def may_follow(user: Any, topic: str) -> bool:
    prefix, _, rest = topic.partition(":")
    judge = _topics.get(prefix)
    return judge is not None and judge(user, rest)
