"""The registry of what can be reported, and the reports a moderator sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from accounts.models import User
from accounts.queries.offices import is_moderator
from community.models import Report
from core.errors import Text


@dataclass(frozen=True, slots=True)
class Circle:
    """Those among whom something was said that nobody else reads: its people, its name as notices take it, and its
    page, by the name of the address and the code in it.
    """

    people: list[User]
    name: str | dict[str, str]
    page: str
    code: str


def in_the_open(_code: str) -> Circle | None:
    return None


@dataclass(frozen=True, slots=True)
class Reportable:
    """How a kind of thing is reported. `find(user, code)` gives only what the person may see; `remove(code, by)`;
    `restore(code, by)` brings back what was removed, where that is possible: called when an appeal was right.
    `circle(code)`: whose closed talk it belongs to. They are told when an officer looks at it.
    """

    label: Text
    find: Callable[[Any, str], Any | None]
    about: Callable[[Any], User | None]
    seen: Callable[[Any], dict[str, Any]]
    remove: Callable[[str, Any], None] | None = None
    restore: Callable[[str, Any], None] | None = None
    circle: Callable[[str], Circle | None] = in_the_open


_reportable: dict[str, Reportable] = {}


def add_reportable(kind: str, how: Reportable) -> None:
    _reportable[kind] = how


def reportable(kind: str) -> Reportable | None:
    return _reportable.get(kind)


def circle_of(report: Report) -> Circle | None:
    how = reportable(report.object_type)
    return how.circle(report.object_id) if how else None


def reports_visible_to(user: Any) -> QuerySet[Report]:
    """The desk's pile; not what is about oneself or was reported by oneself."""
    if not is_moderator(user):
        return Report.objects.none()
    return Report.objects.exclude(about=user).exclude(by=user)


def open_reports(user: Any) -> QuerySet[Report]:
    return reports_visible_to(user).filter(answered_at=None)


def answered_reports(user: Any) -> QuerySet[Report]:
    """The newest answers first."""
    return reports_visible_to(user).exclude(answered_at=None).order_by("-answered_at", "-pk")


def first_due(user: Any) -> datetime | None:
    due: datetime | None = open_reports(user).aggregate(first=Min("due_at"))["first"]
    return due
