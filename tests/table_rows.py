"""Every row of every table of our own, to compare before and after: what a verb must leave alone, and what is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import models

from accounts.models import User

ROOMS: Final = ("core", "accounts", "community", "twinning", "library", "search", "insights", "demo")
Row = dict[str, Any]
Rows = dict[str, dict[Any, Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is another or gone. `after` is None where it went; `fields` are those that differ."""

    table: str
    before: Row
    after: Row | None

    @property
    def fields(self) -> tuple[str, ...]:
        after = self.after
        return () if after is None else tuple(name for name in self.before if self.before[name] != after[name])


def own_models() -> list[type[models.Model]]:
    """Concrete models of this house, with the tables between two of them."""
    found = [model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True)]
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def all_rows() -> Rows:
    return {
        model._meta.label: {row[model._meta.pk.attname]: row for row in model._base_manager.values()}
        for model in own_models()
    }


def changes(before: Rows, after: Rows) -> Iterator[Change]:
    """What became of the rows that were there before; new ones do not count."""
    for table, rows in before.items():
        for key, row in rows.items():
            now = after[table].get(key)
            if now != row:
                yield Change(table, row, now)


def people_in(table: str) -> tuple[str, ...]:
    """The columns of a table that point to a person."""
    fields = apps.get_model(table)._meta.concrete_fields
    return tuple(field.attname for field in fields if field.is_relation and field.related_model is User)


def parents_in(table: str) -> tuple[tuple[str, str], ...]:
    """(column, table it points to) of everything else that a row hangs on."""
    fields = apps.get_model(table)._meta.concrete_fields
    return tuple(
        (field.attname, field.related_model._meta.label)
        for field in fields
        if field.is_relation and field.related_model is not User
    )
