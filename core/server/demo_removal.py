"""Taking the demo out of a database in which real people have begun to work.

The console does it, so no permission is asked. A thing goes only where nothing that would go with it is of a real
person; then the people of the demo leave as people do who delete their account, room by room. What they wrote among
the words of others stays there without a name.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models.deletion import Collector, ProtectedError

from core.models import Deed, LimitCount, Mark
from core.registry import after_demo_remains, demo_remains, erasers
from core.server.startup_checks import DEMO_MARK
from core.terms import forget_terms

MAILS = "demo_demomail"  # of an application that is not installed without demo mode
AT_A_TIME = 500


def remove_demo(*, say: Callable[[str], object]) -> int:
    """How many people went. Twice is once; all or nothing."""
    with transaction.atomic():
        for things, before in demo_remains():
            gone = sum(_remove(thing, before) for thing in things)
            say(f"{things.model.__name__}: {gone}")
        for mend in after_demo_remains():
            mend()
        of_demo = Deed.objects.filter(by__is_demo=True).exclude(concerns__is_demo=False)
        for deed in of_demo:
            _remove(deed, None)
        people = list(get_user_model().objects.filter(is_demo=True))
        for person in people:
            for erase in reversed(erasers().values()):
                erase(person)
        _forget_mails()
        LimitCount.objects.all().delete()
        Mark.objects.filter(name=DEMO_MARK).delete()
    cache.clear()
    forget_terms()
    return len(people)


class _Real(Exception):
    """Something real hangs on it."""


def _remove(thing: models.Model, before: Callable[[Any], object] | None) -> bool:
    try:
        with transaction.atomic():
            _clear_way(thing)
            if before is not None:
                before(thing)
            thing.delete()
    except _Real:
        return False
    return True


def _clear_way(thing: models.Model) -> None:
    """Remove what protects the thing and is of the demo too: signatures their parties, practices their school. Raise
    _Real where a row that would go with it, or lose something by it, is of somebody or something real."""
    collector = Collector(using="default", origin=thing)
    try:
        collector.collect([thing])
    except ProtectedError as protected:
        for other in protected.protected_objects:
            _clear_way(other)
            other.delete()
        _clear_way(thing)
        return
    if any(_real_among(model, keys) for model, keys in _touched(collector)):
        raise _Real


def _touched(collector: Collector) -> Iterator[tuple[type[models.Model], list[Any]]]:
    for model, rows in collector.data.items():
        yield model, [row.pk for row in rows]
    fast: Iterable[Any] = collector.fast_deletes
    emptied: Iterable[Any] = [rows for several in collector.field_updates.values() for rows in several]
    for rows in (*fast, *emptied):
        if isinstance(rows, models.QuerySet):
            yield rows.model, list(rows.values_list("pk", flat=True))
        elif rows := list(rows):
            yield type(rows[0]), [row.pk for row in rows]


def _real_among(model: type[models.Model], keys: list[Any]) -> bool:
    real = models.Q()
    for path in _marks_of(model):
        real |= models.Q(**{path: False})
    if not real:
        return False
    parts = (keys[at : at + AT_A_TIME] for at in range(0, len(keys), AT_A_TIME))
    return any(model._base_manager.filter(real, pk__in=part).exists() for part in parts)  # noqa: SLF001 - all rows, as Django's own deletion sees them


def _marks_of(model: type[models.Model]) -> Iterator[str]:
    """Where it says whose a row is: the row itself, whom or what it names, and who made that."""
    if _has(model, "is_demo"):
        yield "is_demo"
    for field in _fields(model):
        other = field.related_model
        if not isinstance(other, type) or (isinstance(field, models.OneToOneField) and field.remote_field.parent_link):
            continue
        if _has(other, "is_demo"):
            yield f"{field.name}__is_demo"
        for who in ("by", "author"):
            if _has(other, who) and _has(_fields_by_name(other)[who].related_model, "is_demo"):
                yield f"{field.name}__{who}__is_demo"


def _has(model: Any, name: str) -> bool:
    return isinstance(model, type) and name in _fields_by_name(model)


def _fields(model: Any) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001 - Django's documented API for fields


def _fields_by_name(model: Any) -> dict[str, Any]:
    return {field.name: field for field in _fields(model)}


def _forget_mails() -> None:
    if MAILS in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {MAILS}")  # noqa: S608 - a name of ours
