"""Writing the log. Called by actions, within their transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.models import Deed


def record(
    deed: str,
    thing: models.Model,
    *,
    by: Any,
    concerns: Iterable[Any] = (),
    ground: str = "",
    data: dict[str, Any] | None = None,
) -> Deed:
    """Append one line: `deed` as room.verb, people concerned may read it."""
    line = Deed.objects.create(
        deed=deed,
        object_type=thing._meta.label_lower,  # noqa: SLF001 - Django's documented API for the label
        object_id=getattr(thing, "code", None) or str(thing.pk),
        by=by if getattr(by, "is_authenticated", False) else None,
        ground=ground,
        data=data or {},
    )
    line.concerns.set([person for person in concerns if person is not None])
    return line


def deeds_of(thing: models.Model) -> models.QuerySet[Deed]:
    label = thing._meta.label_lower  # noqa: SLF001 - as above
    return Deed.objects.filter(object_type=label, object_id=getattr(thing, "code", None) or str(thing.pk))
