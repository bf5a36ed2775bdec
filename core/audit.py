"""Writing the audit log, called by actions within their transaction. Reading it stands in core.audit_reading."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.models import Deed
from core.people import is_signed_in
from core.today_numbers import today_changed


def object_key(thing: models.Model) -> dict[str, str]:
    """How entries name a thing: its model, and its code or else its primary key."""
    label = thing._meta.label_lower  # noqa: SLF001 - Django's documented API for the label
    return {"object_type": label, "object_id": getattr(thing, "code", None) or str(thing.pk)}


def record(
    deed: str,
    thing: models.Model,
    *,
    by: Any,
    concerns: Iterable[Any] = (),
    ground: str = "",
    data: dict[str, Any] | None = None,
) -> Deed:
    """Append one entry: `deed` is room.verb; the people of `concerns` may read all of it. What waits for them, and for
    who did it, is counted anew.
    """
    line = Deed.objects.create(
        deed=deed,
        **object_key(thing),
        by=by if is_signed_in(by) else None,
        ground=ground,
        data=data or {},
    )
    people = [person for person in concerns if person is not None]
    line.concerns.set(people)
    today_changed(people, by=by)
    return line
