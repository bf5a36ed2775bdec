"""What waits for a person who edits the pages of the site: drafts, changes, translations. Only what they may change."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.permissions import allowed
from library.queries.page_languages import families

LISTED: Final = 5


@dataclass(frozen=True, slots=True)
class WaitingPages:
    """`pages` are the ones changed last."""

    count: int
    pages: list[Page]


@dataclass(frozen=True, slots=True)
class EditorsWork:
    """`translations`: of how many pages in how many languages, added up; 0 for who does not see the report of them."""

    drafts: WaitingPages
    changed: WaitingPages
    translations: int

    @property
    def anything(self) -> bool:
        return bool(self.drafts.count or self.changed.count or self.translations)


def pages_editable_by(user: Any) -> QuerySet[Page]:
    policy = policy_registry.get_by_type(Page)
    found: QuerySet[Page] = policy.instances_user_has_permission_for(user, "change")
    return found.filter(depth__gt=1, alias_of=None)


def editors_work(user: Any) -> EditorsWork:
    mine = pages_editable_by(user)
    return EditorsWork(
        drafts=_waiting(mine.filter(live=False)),
        changed=_waiting(mine.filter(live=True, has_unpublished_changes=True)),
        translations=_translations() if allowed(user, "library.edit_pages") else 0,
    )


def _waiting(rows: QuerySet[Page]) -> WaitingPages:
    newest = rows.select_related("locale").order_by("-latest_revision_created_at", "-pk")
    return WaitingPages(rows.count(), list(newest[:LISTED]))


def _translations() -> int:
    return sum(cell.wants_work for family in families() for cell in family.cells)
