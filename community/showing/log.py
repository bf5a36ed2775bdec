"""A deed of the log as its reader sees it, with the way to an appeal where there is one."""

from typing import Any

from django.urls import reverse

from community.models import Appeal
from community.queries.appeals import how_appealed
from community.showing.names_and_times import when
from core.audit_reading import done_by, ground_for, sentence_of
from core.language.formats import iso_moment
from core.models import Deed


def deed_row(deed: Deed, reader: Any, names: dict[tuple[str, str], str]) -> dict[str, Any]:
    how = how_appealed(deed) if deed.by_id != reader.pk else None
    asked: Appeal | None = getattr(deed, "appeal", None)
    return {
        "text": sentence_of(deed),
        "thing": names.get((deed.object_type, deed.object_id), ""),
        "who": done_by(deed, reader=reader),
        "time": when(deed.at),
        "iso": iso_moment(deed.at),
        "ground": ground_for(deed, reader),
        "url": how.url(deed) if how else "",
        "appeal": reverse("community:appeal_new", args=[deed.deed, deed.object_id]) if how and asked is None else "",
        "asked": reverse("community:appeal", args=[asked.code]) if asked and asked.by_id == reader.pk else "",
    }
