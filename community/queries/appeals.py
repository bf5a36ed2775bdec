"""Appeals: which kinds of decisions can be appealed, which appeals a person made, which they may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from accounts.queries.offices import is_moderator
from community.models import Appeal, Report
from core.audit_reading import deeds_about
from core.errors import Text
from core.models import Deed
from core.people import is_signed_in


@dataclass(frozen=True, slots=True)
class Appealable:
    """How a kind of deed is appealed. `seen(deed)`: what it was about, {"text", "language"}, as both sides may read it;
    `url(deed)`: the decision on a page of the person concerned; `overturn(deed, by)` takes it back and says whether
    what was taken away is there again. `when(deed)`: not where the same decision is appealed under another deed.
    """

    label: Text
    seen: Callable[[Deed], dict[str, Any]]
    overturn: Callable[[Deed, Any], bool]
    url: Callable[[Deed], str] = lambda _deed: ""
    when: Callable[[Deed], bool] = lambda _deed: True


_appealable: dict[str, Appealable] = {}


def add_appealable(deed: str, how: Appealable) -> None:
    """`deed` is the key under which the verb records it, with the person in `concerns`."""
    _appealable[deed] = how


def appealable(deed: str) -> Appealable | None:
    return _appealable.get(deed)


def how_appealed(deed: Deed) -> Appealable | None:
    """None where this decision cannot be appealed."""
    how = appealable(deed.deed)
    return how if how is not None and how.when(deed) else None


def decision_about(user: Any, deed: str, code: str) -> Deed | None:
    """The latest such deed on this thing that concerns the person; none where it cannot be appealed."""
    if appealable(deed) is None:
        return None
    rows = deeds_about(user).filter(deed=deed, object_id=code).exclude(by=user)
    found = rows.select_related("by", "appeal").first()
    return found if found is not None and how_appealed(found) else None


def own_appeals(user: Any) -> QuerySet[Appeal]:
    if not is_signed_in(user):
        return Appeal.objects.none()
    return Appeal.objects.filter(by=user).select_related("deed")


def appeals_to_judge(user: Any) -> QuerySet[Appeal]:
    """The desk's pile: never of one's own decision, of what concerns oneself, or of what one reported."""
    if not is_moderator(user):
        return Appeal.objects.none()
    reported = Report.objects.filter(by=user).values("code")
    rows = Appeal.objects.exclude(by=user).exclude(deed__by=user).exclude(deed__concerns=user)
    rows = rows.exclude(deed__object_type=Report._meta.label_lower, deed__object_id__in=reported)  # noqa: SLF001 - Django's documented API
    return rows.select_related("deed", "by")


def open_appeals(user: Any) -> QuerySet[Appeal]:
    return appeals_to_judge(user).filter(answered_at=None)


def first_due(user: Any) -> datetime | None:
    due: datetime | None = open_appeals(user).aggregate(first=Min("due_at"))["first"]
    return due
