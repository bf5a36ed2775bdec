"""What each room holds of a person: how it is exported, and how it is erased."""

from collections.abc import Callable
from typing import Any

Exporter = Callable[[Any], Any]
Eraser = Callable[[Any], None]
_exporters: dict[str, Exporter] = {}
_erasers: dict[str, Eraser] = {}


def add_personal_data(room: str, *, exporter: Exporter, eraser: Eraser | None = None) -> None:
    """`exporter(user)` gives what JSON can hold; `eraser(user)` runs inside the transaction of the erasure."""
    _exporters[room] = exporter
    if eraser is not None:
        _erasers[room] = eraser


def exporters() -> dict[str, Exporter]:
    return dict(_exporters)


def erasers() -> dict[str, Eraser]:
    return dict(_erasers)
