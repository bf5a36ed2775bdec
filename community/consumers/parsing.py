"""Validating frames from the browser, before any verb is called."""

import json
from typing import Any, Final, cast

from community import wire

_VERBS: Final = {"subscribe", "unsubscribe", "send", "read", "seen"}
_TYPES: Final = {
    "topic": str, "after": int, "epoch": str, "room": str, "client_id": str, "text": str, "language": str,
    "seq": int, "n": int,
}  # fmt: skip
_NAMES: Final = {"topic", "epoch", "room", "client_id", "language"}
_LARGEST: Final = 2**53


def understood(text: str) -> wire.FromBrowser | None:
    """The frame, or None where it is malformed or of an unknown kind."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(frame, dict) or not isinstance(frame.get("do"), str) or frame["do"] not in _VERBS:
        return None
    known = {name: value for name, value in frame.items() if value is not None}
    if not all(_fits(known[name], kind) for name, kind in _TYPES.items() if name in known):
        return None
    if not all(known[name].isascii() and known[name].isprintable() for name in _NAMES if name in known):
        return None
    return cast("wire.FromBrowser", known)


def _fits(value: Any, kind: type) -> bool:
    if isinstance(value, bool) or not isinstance(value, kind):
        return False
    return not isinstance(value, int) or 0 <= value < _LARGEST
